import { capitalize, describeDays, formatTime } from '../../digest/describe-schedule.ts';
import type { Period, Schedule } from '../../digest/schedule.ts';
import type { Form } from '../reply.ts';

type DigestForm = Extract<Form, { kind: 'digest-form' }>;

/** What the fields of the form are called, in it and in what is read of it. */
export const DIGEST_FIELDS = {
  when: 'when',
  time: 'time',
  zone: 'zone',
  owner: 'owner',
  sections: 'sections',
  heartbeat: 'heartbeat',
} as const;

export const YES = 'yes';

/** What a form says that is not filled in yet. */
const FIRST_WHEN: Record<Period, string> = { weekly: 'weekly 1', daily: 'daily', monthly: 'monthly 1' };
const FIRST_TIME = '09:00';

export const ZONE_CHARS = 100;

export const FORM_WORDS = {
  title: 'Architecture digest',
  when: 'When',
  time: 'At',
  zone: 'Time zone',
  zoneHint: 'By its IANA name, such as Europe/Berlin.',
  owner: 'Who is told when it can’t be posted',
  sections: 'What is in it',
  quiet: 'If nothing happened',
  heartbeat: 'Say so in a line, rather than nothing',
};

type Choice = { value: string; label: string };

/** Every day, every weekday, every day of a month: `daily`, `weekly 1`, `monthly 31`. */
export const WHEN_CHOICES: readonly Choice[] = [
  { value: 'daily', label: capitalize(describeDays({ period: 'daily' })) },
  ...upTo(7).map((weekday) => ({
    value: `weekly ${weekday}`,
    label: capitalize(describeDays({ period: 'weekly', weekday })),
  })),
  ...upTo(31).map((day) => ({
    value: `monthly ${day}`,
    label: capitalize(describeDays({ period: 'monthly', day })).replace(/,$/, ''),
  })),
];

function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}

/** What the form shows at first: what is set, else what most would choose. */
export function filledIn({ setting, suggested = 'weekly', zone, ownerId, sections }: DigestForm) {
  return {
    when: setting ? whenOf(setting.schedule) : FIRST_WHEN[suggested],
    time: setting ? formatTime(setting.schedule) : FIRST_TIME,
    zone: setting?.schedule.zone ?? zone,
    ownerId: setting?.ownerId ?? ownerId,
    sections: sections.filter(({ id }) => !setting?.without.includes(id)).map(({ id }) => id),
    heartbeat: setting?.heartbeat ?? false,
  };
}

/** The digest that the form is to change, by its period. */
export function changingOf({ setting }: DigestForm): { changing?: Period } {
  return setting ? { changing: setting.schedule.period } : {};
}

function whenOf(schedule: Schedule): string {
  switch (schedule.period) {
    case 'daily':
      return 'daily';
    case 'weekly':
      return `weekly ${schedule.weekday}`;
    case 'monthly':
      return `monthly ${schedule.day}`;
    default:
      return schedule satisfies never;
  }
}
