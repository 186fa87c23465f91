import fc from 'fast-check';
import { mutated, oddString, oddValue } from './odd.ts';

type Json = unknown;

const TEAM = 'T0LIGHTHOUSE';
const BOT = 'U0ARCHITECT';
const channel = fc.constantFrom(
  'C0ARCHITECTURE',
  'C0ARCHITECTURE',
  'C0ARCHITECTURE',
  'C0GENERAL',
  'D0NOBODY',
);
const user = fc.constantFrom('U0ADA', 'U0BOB', 'U0GUS', BOT);
/** Few of them, so that messages meet in threads; microseconds apart, as Slack's are. */
const stamp = fc
  .nat(4_000)
  .map((n) => `17000000${String(n % 40).padStart(2, '0')}.${String(n).padStart(6, '0')}`);

const words = fc.oneof(
  fc.constantFrom(
    'hello there',
    `<@${BOT}> @backend design a service`,
    `<@${BOT}> stop`,
    `<@${BOT}> retry`,
    `<@${BOT}> choose B`,
    `<@${BOT}> use backend`,
    `<@${BOT}> status`,
    `<@${BOT}> digest list`,
    `<@${BOT}> digest weekly mon 09:00 Europe/Berlin`,
    'digest',
    'digest now',
    'digest daily 25:00',
    'digest off',
    'skip',
    '1b 2a',
    '2. two regions',
  ),
  oddString.map((text) => `<@${BOT}> ${text}`),
  oddString.map((text) => `digest ${text}`),
  oddString,
);

const VERBS =
  'stop retry answer form assume rerun invited feedback agents another choose follow-up regenerate discuss done not-for-us settings digest'.split(
    ' ',
  );

const BLOCKS: Json[] = [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'hi' }] }] },
  { type: 'section', text: { type: 'mrkdwn', text: '*hi*' } },
  { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] },
  { type: 'image', image_url: 'http://127.0.0.1/x.png', alt_text: 'x' },
  { type: 'video' },
  { type: 'call', call_id: 'R1' },
];
const FILES: Json[] = [
  { id: 'F1', name: 'a.png', mimetype: 'image/png', url_private: 'http://127.0.0.1/f', size: 5 },
  { id: 'F2', mode: 'tombstone' },
  { id: 'F3', file_access: 'check_file_info' },
];

const SUBTYPES =
  'file_share thread_broadcast me_message bot_message channel_join message_deleted channel_topic huddle_thread'.split(
    ' ',
  );

const message = fc
  .record({ channel, user, ts: stamp, text: words, thread: fc.option(stamp), extra: fc.nat(7) })
  .chain(({ thread, extra, ...known }) =>
    fc.constantFrom(...SUBTYPES).map((subtype) => ({
      type: extra === 0 ? 'app_mention' : 'message',
      ...known,
      event_ts: known.ts,
      channel_type: known.channel.startsWith('D') ? 'im' : 'channel',
      team: TEAM,
      client_msg_id: `c-${known.ts}`,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...(extra === 1 ? { subtype } : {}),
      ...(extra === 2 ? { bot_id: 'B0OTHER', subtype: 'bot_message' } : {}),
      ...(extra === 3 ? { blocks: BLOCKS } : {}),
      ...(extra === 4 ? { files: FILES, subtype: 'file_share' } : {}),
    })),
  );

/** Right in its shape, so that an odd id reaches what is behind the parser. */
const oddMessage = fc
  .tuple(
    message,
    fc.constantFrom('channel', 'user', 'ts', 'thread_ts', 'text', 'client_msg_id', 'team'),
    oddString,
  )
  .map(([event, field, text]) => ({
    ...event,
    user: 'U0ADA',
    text: `<@${BOT}> @backend design ${event.ts}`,
    [field]: field === 'text' ? `<@${BOT}> ${text}` : text,
  }));

const edited = fc.tuple(message, words).map(([event, text]) => ({
  type: 'message',
  subtype: 'message_changed',
  channel: event.channel,
  channel_type: event.channel_type,
  event_ts: event.ts,
  message: { ...event, text, edited: { user: event.user, ts: event.ts } },
  previous_message: event,
}));

const other = fc
  .record({ channel, user, ts: stamp })
  .chain(({ channel: where, user: who, ts }) =>
    fc.constantFrom<Json>(
      { type: 'member_joined_channel', user: BOT, channel: where, team: TEAM, inviter: who },
      { type: 'app_home_opened', user: who, channel: where, tab: 'home', event_ts: ts },
      { type: 'agent_session_stopped', user: who, channel: where, thread_ts: ts, event_ts: ts },
      { type: 'reaction_added', user: who, item: { type: 'message', channel: where, ts }, reaction: 'x' },
      { type: 'app_uninstalled' },
      { type: 'tokens_revoked', tokens: { bot: [BOT] } },
      { type: 'app_rate_limited', minute_rate_limited: 1 },
      { type: 'something_new' },
    ),
  );

const event: fc.Arbitrary<Json> = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: message }, { weight: 3, arbitrary: oddMessage }, edited, other),
    fc.nat(9),
  )
  .map(([inner, shared]) => ({
    token: 'verification',
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: 'A0ARCHITECT',
    event: inner,
    type: 'event_callback',
    event_id: 'Ev1',
    event_time: 1_700_000_000,
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: shared === 0,
  }));

const actor = (who: string): Record<string, Json> => ({
  api_app_id: 'A0ARCHITECT',
  token: 'verification',
  team: { id: TEAM, domain: 'lighthouse' },
  enterprise: null,
  is_enterprise_install: false,
  user: { id: who, username: 'ada', name: 'ada', team_id: TEAM },
});

const threadId = fc.oneof(
  fc.tuple(channel, stamp).map(([where, ts]) => `slack:${TEAM}:${where}:${ts}`),
  fc.constantFrom(
    'slack:T0LIGHTHOUSE:C0ARCHITECTURE:c-abc',
    'slack:T0LIGHTHOUSE:C0ARCHITECTURE:digest-weekly-1700000000000',
    'slack',
    ':::',
    'slack:%E0%A4%A:%:%',
  ),
  oddString,
);
const ref = fc.oneof(
  fc.record({ t: threadId, n: fc.nat(3) }),
  fc.record({ t: threadId, n: fc.nat(3), q: oddString, o: fc.integer({ min: -1, max: 100 }), v: oddString }),
);

const press: fc.Arbitrary<Json> = fc
  .record({ channel, user, ts: stamp, verb: fc.constantFrom(...VERBS), ref, trigger: fc.uuid() })
  .map(({ channel: where, user: who, ts, verb, ref: ids, trigger }) => ({
    type: 'block_actions',
    ...actor(who),
    trigger_id: trigger,
    container: { type: 'message', message_ts: ts, channel_id: where },
    channel: { id: where, name: 'architecture' },
    message: { ts, blocks: BLOCKS },
    state: { values: {} },
    response_url: 'http://127.0.0.1:9/nowhere',
    actions: [
      {
        type: 'button',
        action_id: `architect:${verb}`,
        block_id: 'b',
        value: JSON.stringify(ids),
        action_ts: ts,
      },
    ],
  }));

const submission: fc.Arbitrary<Json> = fc
  .record({ user, ref, form: fc.constantFrom('form', 'follow-up', 'x'), text: oddValue, id: fc.uuid() })
  .map(({ user: who, ref: ids, form, text, id }) => ({
    type: 'view_submission',
    ...actor(who),
    trigger_id: id,
    view: {
      id: `V${id}`,
      type: 'modal',
      callback_id: `architect:${form}`,
      private_metadata: JSON.stringify(ids),
      hash: '1',
      blocks: [],
      state: { values: { 'follow-up': { 'follow-up': { type: 'plain_text_input', value: text } } } },
    },
  }));

const otherInteraction: fc.Arbitrary<Json> = fc
  .record({
    type: fc.constantFrom(
      'shortcut',
      'message_action',
      'view_closed',
      'block_suggestion',
      'dialog_submission',
      'interactive_message',
      'workflow_step_edit',
      'something_new',
    ),
    user,
    channel,
    ts: stamp,
  })
  .map(({ type, user: who, channel: where, ts }) => ({
    type,
    ...actor(who),
    callback_id: 'ask',
    trigger_id: ts,
    channel: { id: where },
    message: { ts },
    view: { id: 'V1', callback_id: 'architect:form', private_metadata: '' },
    action_id: 'a',
    value: 'v',
    actions: [{ name: 'a', type: 'button' }],
  }));

/** The form of a channel's digest, filled in with anything. */
const digestForm: fc.Arbitrary<Json> = fc
  .record({
    user,
    where: fc.oneof(channel, oddString),
    fields: fc.array(oddValue, { maxLength: 6 }),
    id: fc.uuid(),
  })
  .map(({ user: who, where, fields, id }) => ({
    type: 'view_submission',
    ...actor(who),
    trigger_id: id,
    view: {
      id: `V${id}`,
      type: 'modal',
      callback_id: 'architect:digest',
      private_metadata: JSON.stringify({ c: where, k: id }),
      hash: '1',
      blocks: [],
      state: {
        values: Object.fromEntries(
          ['when', 'time', 'zone', 'owner', 'sections', 'heartbeat'].map((field, i) => [
            field,
            {
              [field]: { value: fields[i], selected_time: fields[i], selected_option: { value: fields[i] } },
            },
          ]),
        ),
      },
    },
  }));

export const eventBody = fc.oneof(event, mutated(event));
const interaction = fc.oneof({ weight: 3, arbitrary: press }, submission, digestForm, otherInteraction);
export const interactionBody = fc.oneof(interaction, mutated(interaction));

/** Fields of a form; those that are no strings are sent as the text of them. */
export const commandFields: fc.Arbitrary<Json> = mutated(
  fc
    .record({ channel, user, text: words, trigger: fc.uuid() })
    .map(({ channel: where, user: who, text, trigger }) => ({
      token: 'verification',
      team_id: TEAM,
      team_domain: 'lighthouse',
      channel_id: where,
      channel_name: 'architecture',
      user_id: who,
      user_name: 'ada',
      command: '/architect',
      text,
      api_app_id: 'A0ARCHITECT',
      is_enterprise_install: 'false',
      response_url: 'http://127.0.0.1:9/nowhere',
      trigger_id: trigger,
    })),
);
