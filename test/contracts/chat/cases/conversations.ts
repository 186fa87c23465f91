import { expect } from 'vitest';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case, SHARED } from '../case.ts';
import { hold } from '../hold.ts';
import { QUESTION, systemOf, wordsOf } from '../scene.ts';

export const CONVERSATIONS: readonly Case[] = [
  aCase('a question is answered in the place of its receipt', async ({ script, ask, requests }) => {
    script('Use an outbox.');
    const talk = ask();
    await talk.said('Use an outbox.');
    expect(talk.shown()).toHaveLength(1);
    expect(requests()).toHaveLength(1);
    expect(wordsOf(requests())).toContain(QUESTION);
    expect(wordsOf(requests())).not.toContain('@Architect');
  }),

  aCase('a follow-up goes on with all that was said', async ({ script, ask, seat, requests }) => {
    script('Use an outbox.', 'Partition by order id.');
    const talk = ask();
    await talk.said('Use an outbox.');
    talk.say(seat.other, 'And how are the events of one order kept in sequence?');
    await talk.said('Partition by order id.');
    expect(talk.shown()).toHaveLength(2);
    const last = wordsOf(requests().slice(-1));
    for (const words of [QUESTION, 'Use an outbox.', 'kept in sequence']) expect(last).toContain(words);
  }),

  aCase(
    'a follow-up that calls nobody is heard, and thanks are not',
    async ({ script, ask, seat, requests }) => {
      script('Use an outbox.', 'Partition by order id.');
      const talk = ask();
      await talk.said('Use an outbox.');
      talk.sayAmongPeople(seat.other, 'thanks a lot!');
      talk.sayAmongPeople(
        seat.other,
        'How do we keep the events of one order in sequence when Kafka partitions are added?',
      );
      await talk.said('Partition by order id.');
      expect(requests()).toHaveLength(2);
    },
    ['channel', 'group'],
  ),

  aCase(
    'what people said before they called the bot is read, with their names',
    async ({ script, ask, requests }) => {
      script('Take PostgreSQL.');
      await ask('which database is faster for that?').said('Take PostgreSQL.');
      expect(wordsOf(requests())).toMatch(/ada-\d+[\\"]+>Our orders are slow to arrive\./);
    },
    ['thread'],
  ),

  aCase('what is said during a turn is heard', async ({ script, ask, seat, told, requests }) => {
    const held = hold('The first answer.');
    script(held.reply, 'And the refunds.');
    const talk = ask();
    await until(() => requests().length === 1, 'the model call');
    talk.say(seat.other, 'refunds matter too');
    await told(seat.other, /Noted/);
    held.release();
    await talk.said('And the refunds.');
    await talk.said('The first answer.');
    expect(wordsOf(requests().slice(1))).toContain('refunds matter too');
  }),

  aCase('a request is edited, and run again by its author', async ({ script, ask, seat, desk, requests }) => {
    script('Use an outbox.', 'Keep a log.');
    const talk = ask();
    await talk.said('Use an outbox.');
    talk.edit(seat.asker, '@backend how should our order service keep its history?');
    await desk.pressPrivately(seat.asker, 'Run it again');
    await talk.said('Keep a log.');
    expect(wordsOf(requests().slice(-1))).toContain('keep its history');
  }),

  aCase('another agent answers, with all that was said', async ({ script, ask, seat, requests }) => {
    script('From the backend view.', 'From the other view.');
    const talk = ask();
    await talk.said('From the backend view.');
    await talk.askAnother(seat.other, 'cloudphone');
    await talk.said('From the other view.');
    await talk.said('From the backend view.');
    expect(systemOf(requests().at(-1))).toContain('cloud phone');
    expect(wordsOf(requests().slice(-1))).toContain(QUESTION);
  }),

  aCase(
    'after `quiet` words among people stay unanswered, and a call is heard',
    async ({ script, ask, seat, told, requests }) => {
      script('Use an outbox.', 'Still here.');
      const talk = ask();
      await talk.said('Use an outbox.');
      talk.say(seat.asker, 'quiet');
      await told(seat.asker, /quiet/);
      talk.sayAmongPeople(seat.other, 'How should the payment service consume the events of the broker?');
      talk.say(seat.asker, 'and how does the payment service read what was published?');
      await talk.said('Still here.');
      expect(requests()).toHaveLength(2);
    },
    SHARED,
  ),

  aCase('small talk gets a word on what the bot is for, and no model', async ({ begin, seat, requests }) => {
    const talk = begin(seat.asker, 'tell me a joke about cats');
    await talk.said(/software architecture/);
    expect(requests()).toHaveLength(0);
  }),

  aCase('a guest is politely refused', async ({ begin, seat, told, requests }) => {
    begin(seat.guest, `@backend ${QUESTION}`);
    await told(seat.guest, /members/);
    expect(requests()).toHaveLength(0);
  }),

  aCase('words of a model call nobody and show nothing of their own', async ({ script, desk, seat, ask }) => {
    const hostile = [
      `Ping <!channel>, <!here>, @channel, @everyone, ${desk.markOf(seat.asker)} and <at>${seat.other}</at>.`,
      `<script>alert(1)</script> {{DATE(2026-01-01T00:00:00Z)}} <b>bold</b>`,
      '[Sign in](javascript:alert(2)) ![tracker](https://tracker.example/p.png)',
    ].join('\n\n');
    script(hostile);
    const talk = ask();
    await talk.said('alert(1)');
    expect(talk.called()).toEqual([]);
    expect(talk.pictures()).toBe(0);
    expect(talk.links().filter((url) => !url.startsWith('https:'))).toEqual([]);
  }),
];
