import { type Json, toList, toRecord, toText } from '../../../src/dev/slack/json.ts';
import { elementsOf } from '../../../src/dev/slack/views.ts';

type Labelled = { blocks?: unknown[] };

/** The action of the button with that label. */
export function buttonIn({ blocks }: Labelled, label: string): string | undefined {
  const found = elementsOf(blocks ?? []).find(({ element }) => textOf(element) === label);
  return found && toText(found.element.action_id);
}

/** The action of a list that offers something with these words, and the value of that. */
export function offerIn({ blocks }: Labelled, words: string): { action: string; value: string } | undefined {
  for (const { element } of elementsOf(blocks ?? [])) {
    const offered = toList(element.options)
      .map(toRecord)
      .find((option) => textOf(option).includes(words));
    if (offered) return { action: toText(element.action_id), value: toText(offered.value) };
  }
  return undefined;
}

function textOf({ text }: Json): string {
  return toText(toRecord(text).text);
}
