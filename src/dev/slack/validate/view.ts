import { isRecord, type Json, toList } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Stage } from '../stage.ts';
import type { Workspace } from '../world.ts';
import { checkBlocks, withIds } from './blocks.ts';
import { type Check, chars, flag, report, shape } from './check.ts';
import { findingsFor, formatProblem } from './message.ts';
import { plainText } from './texts.ts';

/** Counted as the bytes of its JSON. */
const MOST_VIEW_BYTES = 250_000;

const common = { private_metadata: chars(0, 3_000), callback_id: chars(0, 255), external_id: chars(0, 255) };
const modal: Check = shape(
  { title: plainText(24), blocks: checkBlocks },
  {
    ...common,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  (value, pointer, findings) => {
    const hasInput = toList(value.blocks).some((block) => isRecord(block) && block.type === 'input');
    if (hasInput && value.submit === undefined) {
      report(findings, pointer, 'missing required field: submit');
    }
  },
);
const home: Check = shape({ blocks: checkBlocks }, common);

/** Throws `invalid_arguments` or `view_too_large`; gives the view back with all ids filled in. */
export function requireView(
  stage: Stage,
  workspace: Workspace,
  value: unknown,
  kind: 'modal' | 'home',
): Json {
  if (!isRecord(value)) {
    throw new SlackError('invalid_arguments', {
      messages: ['[ERROR] must provide an object [json-pointer:/view]'],
    });
  }
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_VIEW_BYTES) throw new SlackError('view_too_large');
  const findings = findingsFor(stage, workspace, kind);
  if (value.type !== kind) report(findings, '/view/type', `must be ${kind}`);
  (kind === 'modal' ? modal : home)(value, '/view', findings);
  if (findings.problems.length > 0) {
    throw new SlackError('invalid_arguments', { messages: findings.problems.map(formatProblem) });
  }
  return { ...value, blocks: withIds(toList(value.blocks), () => stage.ids.id('b')) };
}
