import type { PersonId } from '../../../core/chat/message.ts';
import { clipText } from '../../../core/chat/prose/text.ts';
import { type AdaptiveCard, adaptiveCard, type CardAction, type MentionEntity } from './card.ts';
import { buildElements } from './elements.ts';
import { type Leaf, leavesText, SOMEBODY } from './leaf.ts';
import { SUMMARY_CHARS } from './limits.ts';
import { literal } from './safe-text.ts';

/** A person that a card shows by `<at>mark</at>`; `calls`: they are meant to be told. */
export type ShownPerson = { id: PersonId; mark: string; calls: boolean };

/** Says that a model wrote the message: clients mark it. */
type AiLabel = {
  type: 'https://schema.org/Message';
  '@type': 'Message';
  '@context': 'https://schema.org';
  additionalType: ['AIGeneratedContent'];
};

/**
 * What is posted. `fallback` says all that the card says, to be sent as plain text where the card is refused. Names are
 * put in by `namePeople`, the address of a picture by `showPictures`, those who get a view of their own by
 * `withRefresh`.
 */
export type TeamsContent = {
  card: AdaptiveCard;
  summary: string;
  fallback: string;
  entities: AiLabel[];
  people: ShownPerson[];
  channelData?: { feedbackLoop: { type: 'default' } };
  refresh?: CardAction;
  /** What is shown of it while the message grows, where that is possible. */
  streamed?: string;
};

const AI_LABEL: AiLabel = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  additionalType: ['AIGeneratedContent'],
};

export function buildContent(leaves: readonly Leaf[]): TeamsContent {
  const people: ShownPerson[] = [];
  const markOf = (id: PersonId, calls: boolean): string => {
    const known = people.find((person) => person.id === id);
    if (known) known.calls ||= calls;
    const mark = known?.mark ?? (people.length === 0 ? SOMEBODY : `${SOMEBODY} ${people.length + 1}`);
    if (!known) people.push({ id, mark, calls });
    return mark;
  };
  const body = buildElements(leaves, markOf);
  const fallback = literal(leavesText(leaves));
  const summary = summarize(fallback);
  const entities = people.map(({ id, mark }) => mention(id, mark));
  return {
    card: adaptiveCard(body, {
      fallbackText: summary,
      msteams: { width: 'Full', ...(entities.length === 0 ? {} : { entities }) },
    }),
    summary,
    fallback,
    entities: [],
    people,
  };
}

export function mention(id: PersonId, name: string): MentionEntity {
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } };
}

/** Written by a model, and open to a thumb up or down where it is an answer. */
export function asGenerated(content: TeamsContent, feedback: boolean): TeamsContent {
  return {
    ...content,
    entities: [AI_LABEL],
    ...(feedback ? { channelData: { feedbackLoop: { type: 'default' as const } } } : {}),
  };
}

function summarize(fallback: string): string {
  return clipText(fallback.replace(/\s+/g, ' ').trim(), SUMMARY_CHARS) || '…';
}
