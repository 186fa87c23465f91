import type { PersonInbound } from '../chat/inbound.ts';
import { AT_END, END_AFTER_MS, formatTerm, REMIND_AFTER_MS, type Terms } from './channel-settings.ts';
import { type Decision, type Guide, note } from './decision.ts';

export const OPEN_SETTINGS: Decision = { jobs: [], replies: [], opensSettings: true };

const NOT_OFFERED =
  'What was chosen there is not offered any more, so nothing was changed. Open the settings again.';

/** Takes what the form offers, and nothing else; a form that was not opened in this channel is refused by the store. */
export function decideSettings(
  inbound: Extract<PersonInbound, { kind: 'settings' }>,
  guide: Guide,
): Decision {
  const { values } = inbound;
  const known = guide.agents.find((one) => one.id === values.agent);
  const remindAfterMs = offered(REMIND_AFTER_MS, values.remind);
  const endAfterMs = offered(END_AFTER_MS, values.end);
  const atEnd = offered(AT_END, values.atEnd);
  const isAgent = known !== undefined || values.agent === 'auto';
  if (!isAgent || remindAfterMs === undefined || endAfterMs === undefined || atEnd === undefined) {
    return note(NOT_OFFERED);
  }
  const terms: Terms = { remindAfterMs, endAfterMs, atEnd };
  const who = known ? `**${known.title}** answers here` : 'the best agent is chosen for each question here';
  return {
    ...note(`Saved: ${who}, and ${describeTerms(terms)}.`),
    settings: { agent: known?.id ?? 'auto', terms },
    after: inbound.openedBy,
  };
}

function offered<T extends string | number>(offers: readonly T[], value: string | undefined): T | undefined {
  return offers.find((offer) => String(offer) === value);
}

/** A reminder that would come with the end, or after it, never comes. */
function describeTerms({ remindAfterMs, endAfterMs, atEnd }: Terms): string {
  const isReminded = remindAfterMs !== 'never' && remindAfterMs < endAfterMs;
  const reminder = isReminded
    ? `I remind once after ${formatTerm(remindAfterMs)} without an answer and`
    : 'I';
  const end = atEnd === 'assume' ? 'go on with what I assume' : 'close the questions';
  return `${reminder} ${end} after ${formatTerm(endAfterMs)}`;
}
