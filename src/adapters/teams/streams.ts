import type { Guard } from '../../core/chat/chat.ts';
import type { MessageRef } from '../../core/chat/message.ts';
import { AppError } from '../../core/errors.ts';
import type { Form } from './outgoing.ts';
import { type Sender, type Where, withoutRefusal } from './sender.ts';
import { placeKey } from './thread-id.ts';

/** Messages that are being streamed, by place and id, for all processes. */
export type StreamStore = {
  open(key: string, at: number): Promise<void>;
  /** The number of its next part, and when it began; undefined where nothing is streamed any more. */
  next(key: string): Promise<{ sequence: number; startedAt: number } | undefined>;
  close(key: string): Promise<void>;
};

export type Streams = {
  /** Posts a message that grows from then on; undefined where Teams takes none now, so that it is posted as any other. */
  begin(where: Where, words: string, key: string, guard?: Guard): Promise<MessageRef | undefined>;
  /**
   * Shows the next words of it, or, without them, one of the forms as its end. False: it is no stream any more, and is
   * replaced as any other message. Throws `stopped-by-person` when somebody pressed the client's own Stop.
   */
  goOn(
    where: Where,
    ref: MessageRef,
    shown: { words?: string; forms: readonly Form[] },
    guard?: Guard,
  ): Promise<boolean>;
};

/** Teams ends a stream after two minutes; it becomes an ordinary message before, which a clock that is off allows for. */
const ROLLED_OVER_MS = 100_000;
/** Until then nothing but a person has ended it. */
const ENDED_BY_TEAMS_MS = 115_000;

/** Teams streams in one-to-one chats, one message at a time. */
export function createStreams(deps: {
  sender: Pick<Sender, 'stream'>;
  store: StreamStore;
  now: () => number;
}): Streams {
  const { sender, store, now } = deps;
  const keyOf = (where: Where, { messageId }: MessageRef) => `${placeKey(where)}:${messageId}`;

  return {
    async begin(where, words, key, guard) {
      await guard?.();
      const part = toPart(words, { streamSequence: 1 });
      const messageId = await sender.stream(where, part, key).catch(unlessRefused);
      if (messageId === undefined) return undefined;
      const ref = { channelId: where.channelId, messageId };
      // It stands there already: without the note its end is sent as a change.
      await store.open(keyOf(where, ref), now()).catch(() => {});
      return ref;
    },

    async goOn(where, ref, { words, forms }, guard) {
      const key = keyOf(where, ref);
      const next = await store.next(key);
      if (!next) return false;
      const { messageId: streamId } = ref;
      if (words !== undefined && now() - next.startedAt < ROLLED_OVER_MS) {
        await guard?.();
        const part = toPart(words, { streamId, streamSequence: next.sequence });
        const isOpen = await sender.stream(where, part).then(() => true, unlessOver);
        // Nothing else ends a stream so early.
        if (!isOpen) throw stopped();
        return true;
      }
      const isEnded = await withoutRefusal(forms, async (form) => {
        await guard?.();
        const entities = [...(form.entities ?? []), { type: 'streaminfo', streamId, streamType: 'final' }];
        await sender.stream(where, { ...form, entities });
        return true;
      }).catch(unlessOver);
      if (!isEnded && words !== undefined && now() - next.startedAt < ENDED_BY_TEAMS_MS) throw stopped();
      await store.close(key);
      return isEnded === true;
    },
  };
}

function toPart(text: string, info: object): object {
  return { type: 'typing', text, entities: [{ type: 'streaminfo', streamType: 'informative', ...info }] };
}

function stopped(): AppError {
  return new AppError('stopped-by-person', { retry: 'never' });
}

/** Whatever speaks against a stream: an ordinary post tells whether it speaks against that as well. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof AppError && error.retry === 'never') return undefined;
  throw error;
}

function unlessOver(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'stream-over') return undefined;
  throw error;
}
