import { type Pattern, patterns } from '../catalogue/patterns.ts';

type Intent =
  | { kind: 'greeting' }
  | { kind: 'explain'; patterns: Pattern[] }
  /** A question that asks for an explanation the catalogue has not. */
  | { kind: 'unknown' }
  | { kind: 'design' };

const greeting =
  /^\W*(hi|hello|hey|good (morning|afternoon|evening|day)|thanks?( you)?( so much| a lot)?|thx|ok(ay)?|great|cool|nice|perfect|lol|bye|test|ping|hallo|moin|danke( schön)?|guten (tag|morgen)|hola|gracias|你好|谢谢|who are you|what can you do|what do you do|help)\b[\s\w,]{0,30}[!?.。！\s🙂👍🙏]*$|^[\p{Emoji}\s]+$/iu;

/** Whether somebody wants something made or changed, in their own words. */
export const asksToMake =
  /\b(design|architect(ure)? for|build|create|propos(e|al)|decompos|split|add|introduc|migrat|integrat|draw|extend|carve|replace|we (need|want)|i (need|want)|plan (a|the)|model (a|the)|set up|entwirf|entwerf|entwickeln|bauen|diseñ|construir|crea(r)?)\b|设计|构建|开发/i;
const asksToKnow =
  /^\W*(what|why|when|which|explain|compare|difference|how (small|big|large|fine|does|do (?!we|i)|is|are)|is |are |do |does |should|can you explain|tell me|was ist|wann|warum|erkläre|qué es|cuándo|什么是)\b|\bvs\.?\b|\bversus\b|\bdifference between\b|\bpros and cons\b|\bwhen (should|would|do)\b|\bor\b.*\?$/i;

export function readIntent(text: string): Intent {
  const trimmed = text.trim();
  if (trimmed === '' || (trimmed.length < 60 && greeting.test(trimmed))) return { kind: 'greeting' };
  const named = patterns.filter((pattern) => pattern.words.test(trimmed));
  // "Compare" and "vs" want to know even when the sentence also speaks of building.
  const compares = /\b(compare|vs\.?|versus|difference between)\b/i.test(trimmed) && named.length > 1;
  if (compares || (asksToKnow.test(trimmed) && !asksToMake.test(trimmed))) {
    if (named.length > 0 && (compares || trimmed.length < 140))
      return { kind: 'explain', patterns: named.slice(0, 4) };
    if (/^\W*(what is|what's|what are|explain|was ist|qué es|什么是)/i.test(trimmed))
      return { kind: 'unknown' };
  }
  return { kind: 'design' };
}

const system =
  /\b(systems?|platforms?|apps?|applications?|software|portals?|tools?|architectures?|backends?|services)\b/i;

/** A whole system is asked for, so that its parts may be taken from the words of the brief. */
export function wantsSystem(text: string): boolean {
  const makes =
    /\b(design|build|create|develop|architect (a|an|the)|decompose|model|split|draw)\b|\b(wants?|needs?) (a|an|to)\b/i.test(
      text,
    );
  const describes = /^\W*(a|an|the|our) [^?]{3,80}\b(that|which|to|for) [a-z]+s?\b[^?]*(,| and )[^?]*$/i.test(
    text,
  );
  return (makes && (system.test(text) || /\b(for|of) (a|an|our)\b/i.test(text))) || describes;
}
