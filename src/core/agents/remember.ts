/** The agents' files hold some 5,000 words; what people write must not fill the memory. */
const MOST_WORDS = 20_000;
const MOST_LETTERS = 32;

/** Answers for a word what it answered before. `make` has to be pure, and its results must not be changed. */
export function remember<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  return (word) => {
    const known = made.get(word);
    if (known !== undefined) return known;
    const value = make(word);
    if (word.length > MOST_LETTERS) return value;
    if (made.size >= MOST_WORDS) made.clear();
    made.set(word, value);
    return value;
  };
}
