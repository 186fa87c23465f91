import { deliver } from './delivery.ts';
import { checkInputs, type FilledValues, readState } from './inputs.ts';
import { actor, type Outcome, requireInteractivity } from './interactions.ts';
import { isRecord, type Json, toList, toRecord } from './json.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { requireView } from './validate/view.ts';
import { pushView, replaceView, showStack, stackOf, toSlackView } from './views.ts';
import type { StoredView, Workspace } from './world.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

export type SubmitOutcome =
  | { ok: true; response_action?: 'errors' | 'update' | 'push' | 'clear'; errors?: Record<string, string> }
  | { ok: false; error: string };

/**
 * Sends a form. Required inputs that are empty are refused here, as Slack's client does; what the app answers is
 * carried out: errors stay with the form, `update`, `push` and `clear` change the stack, nothing closes the modal.
 */
export async function submitView(
  stage: Stage,
  workspace: Workspace,
  user: string,
  view: StoredView,
  given: FilledValues,
): Promise<SubmitOutcome> {
  requireInteractivity(stage);
  if (view.view.submit === undefined) throw new SlackError('view_has_no_submit');
  const values = readState(workspace, { id: view.id, user, blocks: view.view.blocks }, given);
  const incomplete = checkInputs(view.view.blocks, values);
  if (incomplete) return { ok: true, response_action: 'errors', errors: incomplete };
  const payload: Json = {
    type: 'view_submission',
    ...actor(stage, workspace, user),
    trigger_id: stage.triggers.create({ workspaceId: workspace.id, userId: user }),
    view: toSlackView(stage, workspace, view, values),
    response_urls: [],
  };
  const ack = await deliver(stage, { kind: 'interactive', name: 'view_submission', payload });
  if (ack.kind === 'failed') return { ok: false, error: TROUBLE };
  try {
    return carryOut(stage, workspace, user, view, toRecord(ack.body));
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    stage.log(`The answer to a view_submission was refused: ${error.code} ${error.messages.join(' ')}`);
    return { ok: false, error: TROUBLE };
  }
}

function carryOut(
  stage: Stage,
  workspace: Workspace,
  user: string,
  view: StoredView,
  answer: Json,
): SubmitOutcome {
  const stack = stackOf(workspace, user);
  switch (answer.response_action) {
    case undefined:
      showStack(
        stage,
        workspace,
        user,
        stack.filter((entry) => entry.id !== view.id),
      );
      return { ok: true };
    case 'clear':
      showStack(stage, workspace, user, []);
      return { ok: true, response_action: 'clear' };
    case 'update':
      replaceView(stage, workspace, view, requireView(stage, workspace, answer.view, 'modal'));
      return { ok: true, response_action: 'update' };
    case 'push':
      pushView(stage, workspace, user, requireView(stage, workspace, answer.view, 'modal'));
      return { ok: true, response_action: 'push' };
    case 'errors':
      return { ok: true, response_action: 'errors', errors: readErrors(view, answer.errors) };
    default:
      throw new SlackError('invalid_response_action');
  }
}

/** Slack shows an error only under an input block of the view. */
function readErrors(view: StoredView, given: unknown): Record<string, string> {
  const inputs = toList(view.view.blocks)
    .filter(isRecord)
    .filter((block) => block.type === 'input')
    .map((block) => block.block_id);
  const errors: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(toRecord(given))) {
    if (!inputs.includes(blockId) || typeof text !== 'string') throw new SlackError('invalid_errors');
    errors[blockId] = text;
  }
  if (Object.keys(errors).length === 0) throw new SlackError('invalid_errors');
  return errors;
}

/** Closes the top view, or all when it says so, and tells the app where it asked for that. */
export async function closeView(
  stage: Stage,
  workspace: Workspace,
  user: string,
  view: StoredView,
): Promise<Outcome> {
  const clears = view.view.clear_on_close === true;
  const left = clears ? [] : stackOf(workspace, user).filter((entry) => entry.id !== view.id);
  showStack(stage, workspace, user, left);
  if (view.view.notify_on_close !== true || !stage.manifest.isInteractive) return { ok: true };
  await deliver(stage, {
    kind: 'interactive',
    name: 'view_closed',
    payload: {
      type: 'view_closed',
      ...actor(stage, workspace, user),
      view: toSlackView(stage, workspace, view),
      is_cleared: clears,
    },
  });
  return { ok: true };
}
