/** About how many lines a text takes; where a link leads is said in the fallback alone, and not seen. */
export function countLines(text: string, lineChars: number): number {
  return text
    .replace(/ \(https?:[^\s)]*\)/g, '')
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineChars)), 0);
}
