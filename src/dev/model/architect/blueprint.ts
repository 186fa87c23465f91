import type { Domain } from '../catalogue/domain.ts';
import type { AgentProfile } from './agent-profile.ts';
import type { Facts } from './facts.ts';
import type { Model, Part, Style, Technology } from './parts.ts';

/** Everything a design document is written from. */
export type Blueprint = {
  request: string;
  title: string;
  domain: Domain;
  /** True when something that runs is changed, not something new built. */
  extends: boolean;
  parts: Part[];
  style: Style;
  technology: Technology;
  model: Model;
  facts: Facts;
  profile: AgentProfile;
  load: Load;
  /** What was taken without anybody having said it. */
  assumptions: string[];
  /** What follow-ups, or a request to extend, changed; newest last. */
  changes: string[];
  /** The option that people chose; its decision is then accepted. */
  chosen: Style | undefined;
  news: string | undefined;
  /** Said in another language than the answer. */
  foreign: boolean;
};

export type Load = {
  unit: string;
  perDay: number;
  meanPerSecond: number;
  peakPerSecond: number;
  said: boolean;
};

/** Ten hours carry most of a day's work, and the busiest hour twice their mean: peak = mean × 5. */
const peakFactor = 5;

export function reckonLoad(facts: Facts, domain: Domain): Load {
  const rates = facts.volumes.filter((volume) => volume.perDay !== undefined);
  const chosen =
    rates.find((volume) => volume.noun.includes(domain.unit.split(' ').at(-1) ?? '')) ?? rates[0];
  const perDay = chosen?.perDay ?? usersPerDay(facts) ?? domain.perDay;
  const meanPerSecond = perDay / 86_400;
  return {
    unit: chosen?.noun ?? domain.unit,
    perDay,
    meanPerSecond,
    peakPerSecond: meanPerSecond * peakFactor,
    said: chosen !== undefined || usersPerDay(facts) !== undefined,
  };
}

/** Without a rate, people are reckoned to do one thing a day each. */
function usersPerDay(facts: Facts): number | undefined {
  const people = facts.volumes.filter((volume) => volume.perDay === undefined);
  return people.length === 0 ? undefined : Math.max(...people.map((volume) => volume.value));
}

export function roundFigure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 1 ? value.toFixed(1).replace(/\.0$/, '') : value.toPrecision(1);
}
