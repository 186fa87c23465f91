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

type Numbered = { id: string; answer: string };

/**
 * Lines like `2. two regions` or `scale: 10k a day`, the same in one line (`1. few 2. two regions`), or choices like
 * `1b 2a`; only when all of the text is of that kind.
 */
function readNumbered(open: OpenQuestions, text: string): Numbered[] {
  const choices = readChoices(open, text);
  if (choices.length > 0) return choices;
  const found: Numbered[] = [];
  for (const line of splitLines(open, text)) {
    const match = /^\s*(?:#?(\d{1,2})\s*[.):-]|([A-Za-z0-9_-]{1,40})\s*:)\s*(\S.*)$/.exec(line);
    const [, number, id, said] = match ?? [];
    const question = number
      ? open.questions[Number(number) - 1]
      : open.questions.find((q) => q.id.toLowerCase() === id?.toLowerCase());
    if (!question || said === undefined || !isOpen(open, question.id)) return [];
    found.push({ id: question.id, answer: readChoice(question.options, said.trim()) });
  }
  return found;
}

/** A line that holds several numbered answers in order is one line for each. */
function splitLines(open: OpenQuestions, text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const starts = [...line.matchAll(/(?:^|\s)(\d{1,2})[.)]\s+(?=\S)/g)];
    const numbers = starts.map((start) => Number(start[1]));
    const isRising = numbers.every((n, i) => n <= open.questions.length && n > (numbers[i - 1] ?? 0));
    if (starts.length < 2 || starts[0]?.index !== 0 || !isRising) return [line];
    return starts.map((start, i) => line.slice(start.index, starts[i + 1]?.index));
  });
}

/** `1b 2a`: the number of the question, the letter of its offered answer. */
function readChoices(open: OpenQuestions, text: string): Numbered[] {
  const words = text.trim().split(/[\s,;]+/);
  const found: Numbered[] = [];
  for (const word of words) {
    const [, number, letter = ''] = /^(\d{1,2})([a-e])$/i.exec(word) ?? [];
    const question = number === undefined ? undefined : open.questions[Number(number) - 1];
    const option = question?.options[letter.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0)];
    if (!question || option === undefined || !isOpen(open, question.id)) return [];
    found.push({ id: question.id, answer: option });
  }
  return found;
}

/** A single letter stands for an offered answer, and so does a number where no offer is one itself. */
function readChoice(options: readonly string[], said: string): string {
  const isLetter = /^[a-e][.)]?$/i.test(said);
  if (isLetter) return options[said.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0)] ?? said;
  const isNumber = /^[1-5][.)]?$/.test(said) && !options.some((option) => /^\d/.test(option));
  return isNumber ? (options[Number(said[0]) - 1] ?? said) : said;
}
