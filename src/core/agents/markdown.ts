/** The lines of a Markdown text that are no code, with their index. */
export function proseLines(markdown: string): { text: string; index: number }[] {
  const prose: { text: string; index: number }[] = [];
  let fence: string | undefined;
  markdown.split('\n').forEach((text, index) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence === undefined && mark) fence = mark;
    else if (fence !== undefined) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
    } else prose.push({ text, index });
  });
  return prose;
}

/** The first heading of the level asked for, without its marks; of any level without one. */
export function firstHeading(markdown: string, level?: number): string | undefined {
  for (const { text } of proseLines(markdown)) {
    const [, marks, words = ''] = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/.exec(text) ?? [];
    if (marks && (level === undefined || marks.length === level)) {
      const plain = words.replace(/[*_`]+/g, '').trim();
      if (plain !== '') return plain;
    }
  }
  return undefined;
}
