import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { change, outcome, send, start } from './setup.ts';

async function toAda(content: string | Json, where: { in?: string } = {}) {
  const teams = await start();
  const chat = teams.conversation({ user: 'ada', ...where }).id;
  return { teams, answer: await send(teams, chat, content) };
}

const refusal = async (content: string | Json, where: { in?: string } = {}) =>
  outcome((await toAda(content, where)).answer);

describe('a message', () => {
  it('has at most 100 KB as UTF-16, also when it is changed', async () => {
    const { teams, answer } = await toAda('ä'.repeat(40_000));
    expect(answer.status).toBe(201);
    const tooLong = 'x'.repeat(52_000);
    const chat = teams.conversation({ user: 'ada' }).id;
    expect(await send(teams, chat, tooLong)).toMatchObject({ status: 413, code: 'MessageSizeTooBig' });
    const id = String(answer.body.id);
    expect(outcome(await change(teams, chat, id, tooLong))).toBe('MessageSizeTooBig');
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ revision: 0 }]);
  });

  it('says something, in a known format and of a known type', async () => {
    expect(await refusal(' ')).toBe('BadSyntax');
    expect(await refusal({ text: 'x', textFormat: 'html' })).toBe('BadArgument');
    expect(await refusal({ type: 'trace', text: 'x' })).toBe('BadSyntax');
    expect(await refusal({ attachments: [{ contentType: 'text/plain', content: 'x' }] })).toBe('BadArgument');
  });

  it('mentions people who are there, in its own words', async () => {
    const mention = (teams: TeamsStandIn, user: string, text: string): Json => ({
      text: 'Done, <at>Bob Lindqvist</at>',
      entities: [{ type: 'mention', text, mentioned: { id: teams.person(user).id, name: user } }],
    });
    const teams = await start();
    const chat = teams.conversation({ user: 'ada', in: 'planning' }).id;
    expect(outcome(await send(teams, chat, mention(teams, 'bob', '<at>Bob Lindqvist</at>')))).toBe('ok');
    expect(teams.messages({ user: 'ada', in: 'planning' })).toMatchObject([
      { mentions: [teams.person('bob').id] },
    ]);
    expect(outcome(await send(teams, chat, mention(teams, 'bob', '<at>Bob</at>')))).toBe('BadSyntax');
    expect(outcome(await send(teams, chat, mention(teams, 'dana', '<at>Bob Lindqvist</at>')))).toBe(
      'BadArgument',
    );
  });

  it('shows its label and its thumbs', async () => {
    const { teams } = await toAda({
      text: 'x',
      entities: [{ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }],
      channelData: { feedbackLoop: { type: 'default' } },
    });
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ isLabelledAi: true, hasFeedback: true }]);
  });

  it('that is only typing is not kept', async () => {
    const { teams, answer } = await toAda({ type: 'typing' });
    expect(answer.status).toBe(201);
    expect(teams.messages({ user: 'ada' })).toEqual([]);
  });
});

describe('suggested actions', () => {
  const suggest = (value: string, more: Json = {}): Json => ({
    text: 'x',
    suggestedActions: { actions: [{ type: 'imBack', title: value, value, ...more }] },
  });

  it('are shown in one-to-one chats, and dropped elsewhere with the reason', async () => {
    const here = await toAda(suggest('help'));
    expect(here.teams.messages({ user: 'ada' })).toMatchObject([{ suggestedActions: ['help'], dropped: [] }]);
    const there = await toAda(suggest('help'), { in: 'planning' });
    const [message] = there.teams.messages({ user: 'ada', in: 'planning' });
    expect(message?.suggestedActions).toEqual([]);
    expect(message?.dropped).toHaveLength(1);
  });

  it('open no address', async () => {
    expect(await refusal(suggest('help', { type: 'openUrl' }))).toBe('BadArgument');
  });
});

describe('a picture', () => {
  const png = (side: number, bytes = 24) => {
    const data = Buffer.alloc(bytes);
    Buffer.from('89504e470d0a1a0a', 'hex').copy(data);
    data.writeUInt32BE(side, 16);
    data.writeUInt32BE(side, 20);
    return `data:image/png;base64,${data.toString('base64')}`;
  };
  const picture = (contentUrl: string): Json => ({ attachments: [{ contentType: 'image/png', contentUrl }] });

  it('is data or a link, not counted as text, of at most 1 MB and 1024 pixels a side', async () => {
    expect(await refusal(picture(png(1024, 900_000)))).toBe('ok');
    expect(await refusal(picture('https://example.com/a.png'))).toBe('ok');
    expect(await refusal(picture(png(1025)))).toBe('BadArgument');
    expect(await refusal(picture(png(10, 1_100_000)))).toBe('BadArgument');
    expect(await refusal(picture('http://example.com/a.png'))).toBe('BadArgument');
    expect(await refusal(picture('data:image/png;base64,AAAA'))).toBe('BadArgument');
  });
});
