import type { PersonId } from '../../../core/chat/message.ts';
import type { TeamsContent } from '../render/content.ts';

/** Teams asks for a view of their own for no more people than these. */
const MOST_PEOPLE = 60;

/** Whoever opens the message gets the card as it is now. Where more people are, they get it by the next update. */
export function withRefresh(content: TeamsContent, userIds: readonly PersonId[]): TeamsContent {
  const { refresh, card } = content;
  if (!refresh || userIds.length === 0 || userIds.length > MOST_PEOPLE) return content;
  return { ...content, card: { ...card, refresh: { action: refresh, userIds: [...userIds] } } };
}
