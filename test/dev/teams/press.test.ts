import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { card, change, send, start, startBot } from './setup.ts';

const NEW_CARD = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Answered' }] };

const answerWith = (value: unknown, type = 'application/vnd.microsoft.card.adaptive', statusCode = 200) => ({
  status: 200,
  body: { statusCode, type, value },
});

const QUESTION: Json = {
  body: [
    {
      type: 'Input.ChoiceSet',
      id: 'q1',
      choices: [
        { title: 'One', value: '1' },
        { title: 'Two', value: '2' },
      ],
    },
    { type: 'Input.Text', id: 'q2', maxLength: 5 },
    { type: 'Input.Toggle', id: 'sure', title: 'Sure' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Send', verb: 'form', data: { t: 'thread', k: 'token' } },
    {
      type: 'Action.Execute',
      title: 'Skip',
      verb: 'assume',
      data: { t: 'thread' },
      associatedInputs: 'none',
    },
    { type: 'Action.Execute', title: 'Later', verb: 'later', isEnabled: false },
  ],
};

async function post(
  teams: TeamsStandIn,
  fields: Json,
  where: { user: string; in?: string } = { user: 'ada' },
) {
  const { id } = teams.conversation(where);
  const answer = await send(teams, id, card(fields));
  expect(answer.status).toBe(201);
  return { conversation: id, message: String(answer.body.id) };
}

describe('a press', () => {
  it('brings the button with all inputs, and where it was pressed', async () => {
    const teams = await start();
    const bot = await startBot(teams, () =>
      answerWith('Thank you', 'application/vnd.microsoft.activity.message'),
    );
    const root = teams.say({ user: 'bob', in: 'payments', text: 'a question' });
    const message = String((await send(teams, root.conversation, card(QUESTION))).body.id);
    const outcome = await teams.click({ user: 'bob', message, verb: 'form', inputs: { q1: '2' } });
    expect(outcome).toEqual({ kind: 'message', text: 'Thank you' });
    expect(bot.activities('invoke')).toMatchObject([
      {
        name: 'adaptiveCard/action',
        replyToId: message,
        from: { id: teams.person('bob').id },
        conversation: { id: root.conversation },
        value: {
          action: {
            type: 'Action.Execute',
            verb: 'form',
            data: { t: 'thread', k: 'token', q1: '2', q2: '', sure: 'false' },
          },
          trigger: 'manual',
        },
      },
    ]);
  });

  it('replaces the card for who pressed it, until it is changed for everybody', async () => {
    const teams = await start();
    await startBot(teams, () => answerWith(NEW_CARD));
    const where = { user: 'ada', in: 'planning' };
    const { conversation, message } = await post(teams, QUESTION, where);
    const outcome = await teams.click({ user: 'ada', message, title: 'Skip' });
    expect(outcome).toEqual({ kind: 'card', card: NEW_CARD });
    expect(teams.messages(where)).toMatchObject([{ cards: [NEW_CARD] }]);
    expect(teams.messages({ ...where, user: 'bob' })[0]?.cards[0]).toMatchObject({
      actions: QUESTION.actions,
    });
    await expect(teams.click({ user: 'ada', message, title: 'Skip' })).rejects.toThrow('0 buttons');
    await change(teams, conversation, message, card({ body: [{ type: 'TextBlock', text: 'For all' }] }));
    expect(teams.messages(where)).toMatchObject([{ cards: [{ body: [{ text: 'For all' }] }] }]);
  });

  it('shows an error where the answer is nothing that Teams knows, or the bot fails', async () => {
    const answers = [
      { status: 200 },
      answerWith({ ...NEW_CARD, version: '1.6' }),
      answerWith('', 'application/vnd.microsoft.activity.message'),
      answerWith('x', 'text/plain'),
      answerWith({ message: 'Not yours' }, 'application/vnd.microsoft.error', 400),
      { status: 400 },
    ];
    const teams = await start();
    await startBot(teams, (_, n) => answers[n - 1] ?? { status: 200 });
    const { message } = await post(teams, QUESTION);
    const kinds: string[] = [];
    for (const _ of answers) kinds.push((await teams.click({ user: 'ada', message, verb: 'assume' })).kind);
    expect(kinds).toEqual(['error', 'error', 'error', 'error', 'error', 'failed']);
    expect(teams.messages({ user: 'ada' })[0]?.cards[0]).toMatchObject({ actions: QUESTION.actions });
  });

  it('is not made where the client keeps people from it', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const { message } = await post(teams, QUESTION);
    const click = (what: Json & { inputs?: Record<string, string> }) =>
      teams.click({ user: 'ada', message, verb: 'form', ...what });
    await expect(click({ verb: 'none' })).rejects.toThrow('0 buttons');
    await expect(click({ verb: 'later' })).rejects.toThrow('disabled');
    await expect(click({ inputs: { q2: 'too long' } })).rejects.toThrow('too long');
    await expect(click({ inputs: { q1: '3' } })).rejects.toThrow('no choice');
    await expect(click({ inputs: { q9: 'x' } })).rejects.toThrow('no input');
    await expect(teams.click({ user: 'bob', message, verb: 'form' })).rejects.toThrow('no message');
    expect(bot.received).toEqual([]);
  });

  it('on an ordinary submit is a message without words', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const { message } = await post(teams, {
      body: [{ type: 'Input.Text', id: 'more' }],
      actions: [{ type: 'Action.Submit', title: 'Send', data: { verb: 'x' } }],
    });
    expect(await teams.click({ user: 'ada', message, inputs: { more: 'text' } })).toEqual({ kind: 'done' });
    const [activity] = bot.activities('message');
    expect(activity).toMatchObject({ replyToId: message, value: { verb: 'x', more: 'text' } });
    expect(activity?.text).toBeUndefined();
  });

  it('inside a card that opens takes the inputs around it along, not those of another one', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const inner = (id: string) => ({
      type: 'Action.ShowCard',
      title: id,
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id }],
        actions: [{ type: 'Action.Submit', title: `Send ${id}` }],
      },
    });
    const { message } = await post(teams, {
      body: [{ type: 'Input.Text', id: 'all' }],
      actions: [inner('a'), inner('b')],
    });
    await teams.click({ user: 'ada', message, title: 'Send b', inputs: { all: '1', b: '2' } });
    expect(bot.activities('message').map((activity) => activity.value)).toEqual([{ all: '1', b: '2' }]);
  });
});

describe('a card that is refreshed', () => {
  it('is so for the people it names, each with their own', async () => {
    const teams = await start();
    const bot = await startBot(teams, () => answerWith(NEW_CARD));
    const { id } = teams.person('bob');
    const refresh = { action: { type: 'Action.Execute', verb: 'look', data: { t: '1' } }, userIds: [id] };
    const where = { user: 'ada', in: 'planning' };
    const { message } = await post(teams, { ...QUESTION, refresh }, where);
    expect(await teams.refresh({ user: 'bob', message })).toMatchObject({ kind: 'card' });
    expect(bot.activities('invoke')).toMatchObject([
      { value: { trigger: 'automatic', action: { verb: 'look' } } },
    ]);
    expect(teams.messages({ ...where, user: 'bob' })).toMatchObject([{ cards: [NEW_CARD] }]);
    await expect(teams.refresh({ user: 'ada', message })).rejects.toThrow('not refreshed');
  });
});

describe('a thumb', () => {
  it('reaches the bot from a message that asks for it', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const chat = teams.conversation({ user: 'ada' }).id;
    const feedbackLoop = { type: 'default' };
    const asked = await send(teams, chat, { text: 'x', channelData: { feedbackLoop } });
    const message = String(asked.body.id);
    expect(await teams.feedback({ user: 'ada', message, reaction: 'dislike', text: 'why' })).toEqual({
      kind: 'done',
    });
    expect(bot.activities('invoke')).toMatchObject([
      {
        name: 'message/submitAction',
        replyToId: message,
        value: {
          actionName: 'feedback',
          actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"why"}' },
        },
      },
    ]);
    const plain = String((await send(teams, chat, 'x')).body.id);
    await expect(teams.feedback({ user: 'ada', message: plain, reaction: 'like' })).rejects.toThrow(
      'no thumbs',
    );
  });
});
