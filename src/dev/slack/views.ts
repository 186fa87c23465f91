import { randomBytes } from 'node:crypto';
import type { WorldView } from './control.ts';
import { isRecord, type Json, toList, toText } from './json.ts';
import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import type { StoredView, Workspace } from './world.ts';

const MOST_STACKED = 3;

export function toWorldView(stored: StoredView): WorldView {
  const callbackId = toText(stored.view.callback_id);
  return {
    id: stored.id,
    type: stored.kind,
    ...(callbackId ? { callback_id: callbackId } : {}),
    view: stored.view,
  };
}

export function stackOf(workspace: Workspace, user: string): StoredView[] {
  return workspace.stacks.get(user) ?? [];
}

export function showStack(stage: Stage, workspace: Workspace, user: string, stack: StoredView[]): void {
  workspace.stacks.set(user, stack);
  stage.emit(workspace, { kind: 'view', user, stack: stack.map(toWorldView) });
}

/** Puts a modal on top of the person's stack, which may be three high. */
export function pushView(stage: Stage, workspace: Workspace, user: string, view: Json): StoredView {
  const stack = stackOf(workspace, user);
  if (stack.length >= MOST_STACKED) throw new SlackError('push_limit_reached');
  requireFreeExternalId(workspace, view, undefined);
  const id = stage.ids.id('V');
  const below = stack.at(-1);
  const stored: StoredView = {
    id,
    user,
    kind: 'modal',
    view,
    hash: newHash(stage),
    rootId: below?.rootId ?? id,
    ...(below ? { previousId: below.id } : {}),
  };
  showStack(stage, workspace, user, [...stack, stored]);
  return stored;
}

/** Changes an open modal or a Home in place. */
export function replaceView(stage: Stage, workspace: Workspace, stored: StoredView, view: Json): void {
  requireFreeExternalId(workspace, view, stored.id);
  stored.view = view;
  stored.hash = newHash(stage);
  if (stored.kind === 'home') {
    stage.emit(workspace, { kind: 'home', user: stored.user, view: toWorldView(stored) });
  } else {
    showStack(stage, workspace, stored.user, stackOf(workspace, stored.user));
  }
}

export function publishHome(stage: Stage, workspace: Workspace, user: string, view: Json): StoredView {
  const known = workspace.homes.get(user);
  const id = known?.id ?? stage.ids.id('V');
  const stored: StoredView = { id, user, kind: 'home', view, hash: newHash(stage), rootId: id };
  workspace.homes.set(user, stored);
  stage.emit(workspace, { kind: 'home', user, view: toWorldView(stored) });
  return stored;
}

export function findView(
  workspace: Workspace,
  wanted: { id?: string; externalId?: string },
): StoredView | undefined {
  const all = [...[...workspace.stacks.values()].flat(), ...workspace.homes.values()];
  return all.find(
    (stored) =>
      stored.id === wanted.id ||
      (wanted.externalId !== undefined && stored.view.external_id === wanted.externalId),
  );
}

function requireFreeExternalId(workspace: Workspace, view: Json, ownId: string | undefined): void {
  const externalId = toText(view.external_id);
  if (externalId === '') return;
  const taken = findView(workspace, { externalId });
  if (taken && taken.id !== ownId) throw new SlackError('duplicate_external_id');
}

function newHash(stage: Stage): string {
  return `${Math.floor(stage.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}

/** The view as Slack's answers and payloads carry it; `values` is what the person has filled in. */
export function toSlackView(stage: Stage, workspace: Workspace, stored: StoredView, values: Json = {}): Json {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: null,
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...stored.view,
    id: stored.id,
    team_id: workspace.id,
    state: { values },
    hash: stored.hash,
    previous_view_id: stored.previousId ?? null,
    root_view_id: stored.rootId,
    app_id: stage.app.id,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

/** All elements of blocks that can be acted on, with the id of their block. */
export function elementsOf(blocks: unknown): { blockId: string; block: Json; element: Json }[] {
  const found: { blockId: string; block: Json; element: Json }[] = [];
  for (const block of toList(blocks).filter(isRecord)) {
    const blockId = toText(block.block_id);
    const candidates = [block.accessory, block.element, ...toList(block.elements), ...toList(block.actions)];
    for (const element of candidates.filter(isRecord)) {
      if (typeof element.action_id === 'string') found.push({ blockId, block, element });
    }
    found.push(...elementsOf(block.child_blocks));
    if (block.type === 'carousel') found.push(...elementsOf(block.elements));
  }
  return found;
}
