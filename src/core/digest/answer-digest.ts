import { isDeepStrictEqual } from 'node:util';
import type { PersonInbound } from '../chat/inbound.ts';
import type { PersonId, Place } from '../chat/message.ts';
import type { DigestListed, Form } from '../chat/reply.ts';
import { type Decision, type DigestDeed, note, say } from '../thread/decision.ts';
import { describeSchedule } from './describe-schedule.ts';
import type { DigestSetting, DigestStore } from './digest-store.ts';
import { formatInstant } from './format-instant.ts';
import { readDigestValues } from './read-digest-values.ts';
import { nextSlot, type Period, type Schedule } from './schedule.ts';

export type AnswerDigestDeps = {
  digests: Pick<DigestStore, 'list'>;
  /** What a digest can have in it. */
  sections: readonly { id: string; title: string }[];
  /** False where the platform says that the bot can't post there. */
  isMember(place: Place): Promise<boolean>;
  /** False where the platform knows no such person among the members. */
  isPerson(place: Place, personId: PersonId): Promise<boolean>;
};

type Asked = {
  inbound: PersonInbound;
  deed: DigestDeed;
  /** The asker's own, where it is known. */
  zone: string | undefined;
  now: number;
};

const NOT_HERE =
  'I am not in this channel, so I can’t post a digest here: invite me with `/invite @Architect`, and send this again.';
const NONE =
  'There is no digest here. `digest weekly mon 09:00 Europe/Berlin` sets one up, and `digest` opens the form.';

/** What follows from words about a channel's digests, or from their form. Reads what is set there; changes nothing. */
export async function answerDigest(deps: AnswerDigestDeps, asked: Asked): Promise<Decision> {
  const { inbound, deed, now } = asked;
  const listed = await list(deps, inbound.place, now);
  switch (deed.kind) {
    case 'list':
      return sayList(listed);
    case 'off':
      return turnOff(listed, deed.period);
    case 'open':
      if (!(await deps.isMember(inbound.place))) return note(NOT_HERE);
      // Words alone open nothing, and where there are several it has to be said which: the list has buttons.
      return inbound.kind === 'message' || (deed.which === undefined && listed.length > 1)
        ? sayList(listed)
        : { jobs: [], replies: [], form: toForm(deps, asked, listed, toChange(listed, deed.which)) };
    case 'now': {
      if (!(await deps.isMember(inbound.place))) return note(NOT_HERE);
      return {
        ...note('I am putting the digest together. If nothing happened, I tell you.'),
        settings: {
          digestNow: {
            place: inbound.place,
            askerId: inbound.author.id,
            zone: asked.zone ?? 'UTC',
            at: now,
          },
        },
      };
    }
    case 'set': {
      const zone = deed.zone ?? asked.zone ?? 'UTC';
      const known = listed.find(({ setting }) => setting.schedule.period === deed.when.period)?.setting;
      return set(deps, asked, listed, { ...deed.when, zone }, known ?? {});
    }
    case 'form': {
      const read = readDigestValues(deed.values, deps.sections);
      if ('mistakes' in read) return { jobs: [], replies: [], mistakes: read.mistakes };
      const { schedule, ownerId, heartbeat, without } = read;
      const { period } = schedule;
      const { changing = period } = deed;
      if (changing !== period && listed.some(({ setting }) => setting.schedule.period === period)) {
        const when = `There is a ${period} digest here already: change that one, or end it with “digest off ${period}”.`;
        return { jobs: [], replies: [], mistakes: { when } };
      }
      const isKnown =
        listed.some(({ setting }) => setting.ownerId === ownerId) || ownerId === inbound.author.id;
      if (ownerId !== undefined && !isKnown && !(await deps.isPerson(inbound.place, ownerId))) {
        const mistakes = { owner: 'Choose a member, who can be told when it can’t be posted.' };
        return { jobs: [], replies: [], mistakes };
      }
      const more = { heartbeat, without, ...(ownerId === undefined ? {} : { ownerId }) };
      return set(deps, asked, listed, schedule, more, changing);
    }
    default:
      return deed satisfies never;
  }
}

/** With how far it has come. */
type Listed = DigestListed & { progress?: Told };

type Told = NonNullable<DigestSetting['before']>;

async function list({ digests }: AnswerDigestDeps, place: Place, now: number): Promise<Listed[]> {
  const known = await digests.list(place);
  return known.map(({ setting, progress }) => ({
    setting,
    ...(progress ? { progress } : {}),
    nextAt: nextSlot(setting.schedule, now),
    paused: (progress?.pausedAt ?? 0) > setting.setAt,
  }));
}

function sayList(listed: readonly Listed[]): Decision {
  const schedules = listed.map(({ progress: _, ...one }) => one);
  return say({ kind: 'digest-list', schedules });
}

/** What most would choose, first. */
const SUGGESTED: readonly Period[] = ['weekly', 'daily', 'monthly'];

function toChange(
  listed: readonly DigestListed[],
  which: Period | 'new' | undefined,
): DigestSetting | undefined {
  if (which === undefined) return listed[0]?.setting;
  return listed.find(({ setting }) => setting.schedule.period === which)?.setting;
}

type Chosen = { ownerId?: PersonId; heartbeat?: boolean; without?: string[] };

async function set(
  deps: AnswerDigestDeps,
  { inbound, now }: Asked,
  listed: readonly Listed[],
  schedule: Schedule,
  { ownerId = inbound.author.id, heartbeat = false, without = [] }: Chosen,
  changing: Period = schedule.period,
): Promise<Decision> {
  const { place } = inbound;
  if (!(await deps.isMember(place))) return note(NOT_HERE);
  const { period, zone } = schedule;
  const known = listed.find(({ setting }) => setting.schedule.period === period)?.setting;
  // The same times once more: a slot that waits to be posted still is.
  const isSame = known !== undefined && isDeepStrictEqual(known.schedule, schedule);
  const fromAt = isSame ? { fromAt: known.fromAt ?? known.setAt } : {};
  const moved =
    changing === period ? undefined : listed.find((one) => one.setting.schedule.period === changing);
  const before = newest([moved?.progress, moved?.setting.before, known?.before]);
  const setting: DigestSetting = {
    place,
    schedule,
    ownerId,
    heartbeat,
    without,
    setAt: now,
    ...fromAt,
    ...(before ? { before } : {}),
  };
  const isEnded = (other: Schedule) => other.period === period || other.period === changing;
  const schedules = listed.map(({ setting: other }) => other.schedule);
  const ended = schedules
    .filter((other) => isEnded(other) && !isDeepStrictEqual(other, schedule))
    .map(describeSchedule);
  const others = schedules.filter((other) => !isEnded(other)).map(describeSchedule);
  const instead = ended.length === 0 ? '' : ` instead of ${ended.join(' and ')}`;
  const also = others.length === 0 ? '' : ` There is still one ${others.join(', and one ')}.`;
  const first = formatInstant(nextSlot(schedule, now), zone);
  const silence = heartbeat ? 'I say so when nothing happened' : 'I stay silent when nothing happened';
  const failures = ownerId === inbound.author.id ? 'You are' : 'Whoever is chosen for that is';
  return {
    ...note(
      `Saved: a digest ${describeSchedule(schedule)}${instead}, first on ${first}. ${silence}. ${failures} told if it can’t be posted.${also}`,
    ),
    settings: { digests: { ...(changing === period ? {} : { [changing]: null }), [period]: setting } },
  };
}

function newest(all: readonly (Told | undefined)[]): Told | undefined {
  const known = all.filter((one) => one !== undefined);
  const [first] = known.sort((a, b) => b.untilAt - a.untilAt);
  return first && { untilAt: first.untilAt, told: first.told };
}

function turnOff(listed: readonly DigestListed[], only: Period | undefined): Decision {
  const ended = listed
    .map(({ setting }) => setting.schedule.period)
    .filter((period) => only === undefined || period === only);
  if (ended.length === 0) return note(only === undefined ? NONE : `There is no ${only} digest here.`);
  const what = ended.length === 1 ? `The ${ended[0]} digest has` : 'All digests have';
  return {
    ...note(`${what} ended here. \`digest\` sets one up again.`),
    settings: { digests: Object.fromEntries(ended.map((period) => [period, null])) },
  };
}

function toForm(
  { sections }: AnswerDigestDeps,
  { inbound, zone = 'UTC' }: Asked,
  listed: readonly DigestListed[],
  setting: DigestSetting | undefined,
): Form {
  const isFree = (period: Period) => listed.every((one) => one.setting.schedule.period !== period);
  const suggested = SUGGESTED.find(isFree);
  return {
    kind: 'digest-form',
    channelId: inbound.place.channelId,
    openedBy: inbound.keys[0],
    zone,
    ownerId: inbound.author.id,
    sections: [...sections],
    ...(setting ? { setting } : {}),
    ...(suggested === undefined ? {} : { suggested }),
  };
}
