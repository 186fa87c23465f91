import { isOpen, type OpenQuestions, unanswered } from './questions.ts';

/**
 * Gives free text to the question it answers: the only one that is open, those it names by number or id, or the one
 * whose offered answer it repeats. What fits none becomes the note of the set, which ends it.
 */
export function assignText(open: OpenQuestions, text: string, personId: string): OpenQuestions {
  const left = unanswered(open);
  const [only] = left;
  if (left.length === 1 && only) return answer(open, only.id, text.trim(), personId);

  const numbered = readNumbered(open, text);
  if (numbered.length > 0) {
    return numbered.reduce((set, item) => answer(set, item.id, item.answer, personId), open);
  }

  const wanted = text.trim().toLowerCase();
  const offers = left.filter((question) => question.options.some((o) => o.toLowerCase() === wanted));
  const [offer] = offers;
  if (offers.length === 1 && offer) {
    const option = offer.options.find((o) => o.toLowerCase() === wanted);
    return answer(open, offer.id, option ?? text.trim(), personId);
  }
  return { ...open, note: open.note === undefined ? text.trim() : `${open.note}\n${text.trim()}` };
}

export function answer(open: OpenQuestions, id: string, text: string, personId: string): OpenQuestions {
  if (!isOpen(open, id)) return open;
  return { ...open, answers: [...open.answers, { id, answer: text, answeredBy: personId }] };
}

/** Lines like `2. two regions` or `scale: 10k a day`; only when every line that is not empty is one of them. */
function readNumbered(open: OpenQuestions, text: string): { id: string; answer: string }[] {
  const found: { id: string; answer: string }[] = [];
  for (const line of text.split('\n').filter((l) => l.trim() !== '')) {
    const match = /^\s*(?:#?(\d{1,2})\s*[.):-]|([A-Za-z0-9_-]{1,40})\s*:)\s*(\S.*)$/.exec(line);
    const [, number, id, said] = match ?? [];
    const question = number
      ? open.questions[Number(number) - 1]
      : open.questions.find((q) => q.id.toLowerCase() === id?.toLowerCase());
    if (!question || said === undefined || !isOpen(open, question.id)) return [];
    found.push({ id: question.id, answer: said.trim() });
  }
  return found;
}
