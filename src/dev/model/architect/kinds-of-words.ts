/** Words that ask for the last request once more, by the same architect or by one who is new here; no request themselves. */
export type Again = 'another' | 'anew' | 'next-best';

export function readAgain(text: string): Again | undefined {
  if (/^\s*Now you, [^\n]+?: answer this thread's last request\b/.test(text)) return 'another';
  const isAnew =
    /^\s*work out the last request anew\b/i.test(text) ||
    /^\W*(please )?(regenerate|try again|once more|(do|work) (it|this|that) (out )?(again|anew))\W*$/i.test(
      text,
    );
  // "Do it differently where that is better" leaves it to the architect; these words do not.
  const wantsOther =
    /\b(next[- ]best|second[- ]best|other|another|different) (option|choice|approach|way|architecture|solution|recommendation|one)\b|\b(something|anything) (else|different)\b/i.test(
      text,
    );
  const asks = /^\W*(please )?(regenerate|try again|once more|work out the last request anew|recommend)\b/i;
  if (wantsOther && asks.test(text)) return 'next-best';
  return isAnew ? 'anew' : undefined;
}

/** The word of a choice that was made by a button or a command; it comes with the next message. */
export function isChoiceNote(text: string): boolean {
  return /^\s*I choose option ["“]/.test(text);
}

/** "Why Kafka?" wants to know; "what about refunds?" and "can you make it asynchronous?" want something done. */
export function isQuestion(text: string): boolean {
  return /^\W*(why|when|who|whom|whose|where|which|is|are|was|does|do|did|how (?!about)|what(?! (about|if))|explain|tell me|warum|wer|wann|por qué|为什么)/i.test(
    text,
  );
}
