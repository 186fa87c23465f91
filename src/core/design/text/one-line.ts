/** A text without line breaks; spaces and Markdown in it stay. */
export function oneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** A text on one line whose words are one space apart. */
export function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
