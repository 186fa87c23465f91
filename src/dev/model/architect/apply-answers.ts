import type { Domain } from '../catalogue/domain.ts';
import { parseServices } from '../catalogue/parse-domain.ts';
import type { AskRound } from './conversation.ts';
import { existingPart } from './existing-parts.ts';
import type { Base } from './find-base.ts';
import { matchOption } from './match-answer.ts';
import { tidy, titleCase, toPart } from './parts.ts';
import { isStopWord, singular } from './words.ts';

/** A question about services that run but that nobody has named. */
export const sourcesQuestion = 'sources';

/** Lets the answers (and the defaults of what was skipped) change what the design starts from. */
export function applyAnswers(base: Base, rounds: readonly AskRound[]): Base {
  let changed = base;
  for (const round of rounds) {
    for (const question of round.questions) {
      const said = round.answers.find((one) => one.id === question.id)?.answer;
      const option = said === undefined ? question.default : (matchOption(said, question)?.option ?? said);
      if (question.id === 'scope' && /\bfirst three\b/i.test(option)) changed = withFirst(changed, 3);
      else if (question.id === sourcesQuestion && said !== undefined) changed = withNamed(changed, said);
      else changed = withEffect(changed, question.id, option);
    }
  }
  return changed;
}

function withFirst(base: Base, count: number): Base {
  if (base.extends) return base;
  const kept = base.domain.services.slice(0, count).map((seed) => seed.id);
  return without(
    base,
    base.domain.services.map((seed) => seed.id).filter((id) => !kept.includes(id)),
  );
}

function without(base: Base, ids: readonly string[]): Base {
  const domain = { ...base.domain, services: base.domain.services.filter((seed) => !ids.includes(seed.id)) };
  return { ...base, domain, parts: tidy(base.parts.filter((part) => !ids.includes(part.id))) };
}

function withEffect(base: Base, questionId: string, option: string): Base {
  const ask = base.domain.asks.find((one) => one.id === questionId);
  const effect = base.extends ? undefined : ask?.effects?.[option];
  if (effect === undefined) return base;
  const smaller = without(base, effect.without ?? []);
  const added = parseServices(effect.adds ?? '');
  const domain: Domain = {
    ...smaller.domain,
    services: [...smaller.domain.services, ...added],
    fronts: smaller.domain.fronts.filter((front) => !(effect.withoutFronts ?? []).includes(front)),
    invariant: effect.invariant ?? smaller.domain.invariant,
    externals: [...smaller.domain.externals, ...(effect.externals ?? [])],
  };
  const parts = [...smaller.parts, ...added.map((seed) => toPart(seed))].map((part) => ({
    ...part,
    uses: part.uses.filter((id) => !(effect.withoutUses ?? []).includes(id)),
  }));
  return { ...smaller, domain, parts: tidy(parts), effects: [...base.effects, effect.text] };
}

/** "orders and users": the services that somebody names when asked which there are. */
function withNamed(base: Base, said: string): Base {
  const names = said
    .toLowerCase()
    .split(/,|;|\band\b|\bor\b|&|\+/)
    .map((chunk) =>
      (chunk.match(/[a-z-]+/g) ?? [])
        .filter((word) => !isStopWord(word) && word.length > 2)
        .slice(0, 2)
        .map(singular)
        .join('-'),
    )
    .filter((name) => name !== '');
  if (names.length === 0 || names.length > 8) return base;
  const parts = names.map((name) =>
    existingPart(`${titleCase(name.replaceAll('-', ' '))} service`, 'runs today', undefined),
  );
  return {
    ...base,
    domain: { ...base.domain, services: parts },
    parts: tidy(parts),
    note: 'Existing services are those that the thread names.',
  };
}
