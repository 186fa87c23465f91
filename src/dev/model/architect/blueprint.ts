import type { Domain } from '../catalogue/domain.ts';
import type { AgentProfile } from './agent-profile.ts';
import type { Facts } from './facts.ts';
import type { Model, Part, Style, Technology } from './parts.ts';
import { peakFactor, type Volume } from './volumes.ts';

/** Everything a design document is written from. */
export type Blueprint = {
  request: string;
  title: string;
  domain: Domain;
  /** True when something that runs is changed, not something new built. */
  extends: boolean;
  /** What is deployed. */
  parts: Part[];
  /** The contexts; in a monolith several of them make up one part. */
  modules: Part[];
  style: Style;
  technology: Technology;
  model: Model;
  facts: Facts;
  profile: AgentProfile;
  load: Load;
  /** What was asked and answered, by button or in words. */
  answers: { question: string; answer: string }[];
  /** Ids of all that was asked, answered or not. */
  asked: string[];
  /** What answers changed in the structure, a sentence each. */
  effects: string[];
  /** What was taken without anybody having said it. */
  assumptions: string[];
  /** What follow-ups, or a request to extend, changed; newest last. */
  changes: string[];
  /** The option that people chose; its decision is then accepted. */
  chosen: Style | undefined;
  /** What is different from the version before; empty in a first version. */
  news: string[];
  /** Who builds and runs it, with "(assumed)" where nobody said it. */
  people: string;
  /** Said in another language than the answer. */
  foreign: boolean;
};

export type Load = {
  unit: string;
  perDay: number;
  meanPerSecond: number;
  peakPerSecond: number;
  /** The peak was said, not reckoned from the day. */
  peakSaid: boolean;
  said: boolean;
  /** "about 10,000 orders a day", with "(assumed)" where nobody said it. */
  text: string;
};

export function reckonLoad(facts: Facts, domain: Domain): Load {
  const rates = facts.volumes.filter((volume) => volume.perDay !== undefined);
  const days = rates.filter((volume) => volume.peakPerSecond === undefined);
  const main = domain.unit.split(' ').at(-1) ?? '';
  const isMain = (volume: Volume): boolean => volume.noun === '' || volume.noun.includes(main);
  const chosen = days.find(isMain) ?? rates.find(isMain) ?? rates[0];
  const people = usersPerDay(facts);
  const perDay = chosen?.perDay ?? people?.value ?? domain.perDay;
  const unit = chosen === undefined || chosen.noun === '' ? domain.unit : chosen.noun;
  const peak = rates.find(
    (volume) => volume.peakPerSecond !== undefined && (volume === chosen || isMain(volume)),
  );
  const meanPerSecond = perDay / 86_400;
  const said = chosen !== undefined || people !== undefined;
  return {
    unit,
    perDay,
    meanPerSecond,
    peakPerSecond: peak?.peakPerSecond ?? meanPerSecond * peakFactor,
    peakSaid: peak !== undefined,
    said,
    text: sizeText(chosen, people, peak, perDay, unit),
  };
}

function sizeText(
  chosen: Volume | undefined,
  people: Volume | undefined,
  peak: Volume | undefined,
  perDay: number,
  unit: string,
): string {
  const plain = `${Math.round(perDay).toLocaleString('en-US')} ${unit} a day`;
  if (chosen === undefined)
    return people === undefined ? `${plain} (assumed)` : `${people.text}, one action each a day`;
  if (chosen === peak) return `${roundFigure(peak.peakPerSecond ?? 0)} ${unit} a second at the peak`;
  const qualifier =
    /^(under|about|around|over|more than|less than|up to|at most)\b/i.exec(chosen.text)?.[0] ?? '';
  const size = chosen.noun === '' ? `${qualifier.toLowerCase()} ${plain}`.trim() : chosen.text;
  return peak === undefined ? size : `${size}, ${roundFigure(peak.peakPerSecond ?? 0)} a second at the peak`;
}

/** Without a rate, people are reckoned to do one thing a day each. */
function usersPerDay(facts: Facts): Volume | undefined {
  const people = facts.volumes.filter((volume) => volume.perDay === undefined);
  return people.sort((a, b) => b.value - a.value)[0];
}

/** A sentence inside another; names and abbreviations keep their capitals. */
export function lowerStart(text: string): string {
  const isName = /^(?:[A-Z][A-Z\d]|[A-Z]\w*[a-z][A-Z]|Kafka|Redis|Kubernetes)/.test(text);
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

export function roundFigure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 1 ? value.toFixed(1).replace(/\.0$/, '') : value.toPrecision(1);
}

/** Without an agent's format a document has all the usual sections. */
export function hasSection({ profile }: Pick<Blueprint, 'profile'>, heading: RegExp): boolean {
  return profile.sections.length === 0 || profile.sections.some((one) => heading.test(one));
}
