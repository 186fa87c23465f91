import { parseJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { requireView } from '../validate/view.ts';
import { findView, publishHome, pushView, replaceView, stackOf, toSlackView } from '../views.ts';
import type { Call, Method } from './method.ts';

function readView({ args }: Call): unknown {
  const given = args.raw.view;
  return typeof given === 'string' ? parseJson(given) : given;
}

const open: Method = {
  token: 'bot',
  tier: 4,
  run(call) {
    const { stage, workspace, args } = call;
    const triggerId = args.required('trigger_id');
    const view = requireView(stage, workspace, readView(call), 'modal');
    const trigger = stage.triggers.exchange(triggerId, workspace.id);
    // A new root takes the place of whatever the person had open.
    workspace.stacks.delete(trigger.userId);
    const stored = pushView(stage, workspace, trigger.userId, view);
    return { view: toSlackView(stage, workspace, stored) };
  },
};

const push: Method = {
  token: 'bot',
  tier: 4,
  run(call) {
    const { stage, workspace, args } = call;
    const triggerId = args.required('trigger_id');
    const view = requireView(stage, workspace, readView(call), 'modal');
    const trigger = stage.triggers.exchange(triggerId, workspace.id);
    if (stackOf(workspace, trigger.userId).length === 0) throw new SlackError('not_found');
    const stored = pushView(stage, workspace, trigger.userId, view);
    return { view: toSlackView(stage, workspace, stored) };
  },
};

const update: Method = {
  token: 'bot',
  tier: 4,
  run(call) {
    const { stage, workspace, args } = call;
    const id = args.text('view_id');
    const externalId = args.text('external_id');
    if (id === undefined && externalId === undefined) throw new SlackError('invalid_arguments');
    const stored = findView(workspace, { ...(id ? { id } : {}), ...(externalId ? { externalId } : {}) });
    if (!stored) throw new SlackError('not_found');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== stored.hash) throw new SlackError('hash_conflict');
    replaceView(stage, workspace, stored, requireView(stage, workspace, readView(call), stored.kind));
    return { view: toSlackView(stage, workspace, stored) };
  },
};

const publish: Method = {
  token: 'bot',
  tier: 4,
  run(call) {
    const { stage, workspace, args } = call;
    const user = args.required('user_id');
    if (!workspace.users.has(user)) throw new SlackError('user_not_found');
    if (!stage.manifest.hasHomeTab && !stage.manifest.isAgent) throw new SlackError('not_enabled');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== workspace.homes.get(user)?.hash) throw new SlackError('hash_conflict');
    const view = requireView(stage, workspace, readView(call), 'home');
    return { view: toSlackView(stage, workspace, publishHome(stage, workspace, user, view)) };
  },
};

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
