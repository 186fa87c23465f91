import { expect } from 'vitest';
import type { FilledValues } from '../../../src/dev/slack/inputs.ts';
import { toList, toRecord, toText } from '../../../src/dev/slack/json.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { until } from '../../fakes/until.ts';

/** Sends the form that opened for this person, filled in. */
export async function submitForm(
  slack: SlackStandIn,
  user: string,
  fill: (blocks: unknown) => FilledValues,
): Promise<void> {
  const form = await until(() => slack.viewStack(user).at(-1), 'a form');
  const values = fill(form.view.blocks);
  expect(await slack.submit({ user, values })).toEqual({ ok: true });
}

/** Lists set to these values. */
export function choicesOf(choices: Record<string, string>): () => FilledValues {
  return () => Object.fromEntries(Object.entries(choices).map(([id, value]) => [id, { [id]: value }]));
}

/** By the id of the question: the offered answer where there is one in these words, else the words. */
export function answersOf(answers: Record<string, string>): (blocks: unknown) => FilledValues {
  return (blocks) =>
    Object.fromEntries(
      Object.entries(answers).map(([id, answer]): [string, Record<string, string>] => {
        const offered = offersOf(blocks, `choice:${id}`).find(({ label }) => label === answer);
        const field = offered ? `choice:${id}` : `words:${id}`;
        return [field, { [field]: offered?.value ?? answer }];
      }),
    );
}

/** Words in the only field of the form. */
export function wordsIn(words: string): (blocks: unknown) => FilledValues {
  return (blocks) => {
    const inputs = toList(blocks).map(toRecord);
    const only = inputs.find(({ type }) => type === 'input') ?? {};
    return { [toText(only.block_id)]: { [toText(toRecord(only.element).action_id)]: words } };
  };
}

function offersOf(blocks: unknown, blockId: string): { label: string; value: string }[] {
  const block = toList(blocks)
    .map(toRecord)
    .find((one) => one.block_id === blockId);
  return toList(toRecord(block?.element).options)
    .map(toRecord)
    .map(({ text, value }) => ({ label: toText(toRecord(text).text), value: toText(value) }));
}
