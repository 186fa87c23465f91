/** The part of Adaptive Cards 1.5 that is used here. Nothing of a model is a key, an id or a verb in it. */
export type CardElement = { type: string; [property: string]: unknown };

export type CardAction = { type: `Action.${string}`; [property: string]: unknown };

/** In `text`, `<at>name</at>` stands for the person. */
export type MentionEntity = { type: 'mention'; text: string; mentioned: { id: string; name: string } };

export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  /** What a client shows that doesn't know this version. */
  fallbackText?: string;
  msteams?: { width: 'Full'; entities?: MentionEntity[] };
  refresh?: { action: CardAction; userIds: string[] };
  body: CardElement[];
};

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json';

export function adaptiveCard(body: CardElement[], more: Partial<AdaptiveCard> = {}): AdaptiveCard {
  return { type: 'AdaptiveCard', $schema: SCHEMA, version: '1.5', ...more, body };
}

/** A card inside of an `Action.ShowCard`. */
export function innerCard(body: CardElement[]): { type: 'AdaptiveCard'; body: CardElement[] } {
  return { type: 'AdaptiveCard', body };
}
