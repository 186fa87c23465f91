/** `1.`, `2.3)`, `Section 4:`, `IV.`, `b)`, `三、`, and the keycap digits of emoji. */
const NUMBERING =
  /^(?:(?:section|part|chapter|step)\s+)?(?:\d+(?:\.\d+)*(?:\s*[.):、–—-]|[\uFE0F\u20E3]+|(?=\s))|(?:[ivx]+|[a-z])\s*[.)]|[一二三四五六七八九十]+\s*[、.)])\s*/u;

/** A heading without case, numbering and the marks around it: what two writers of one heading agree on. */
export function plainHeading(heading: string): string {
  const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const text = bare(
    heading
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[*_`]+/g, ''),
  );
  return bare(text.replace(NUMBERING, '')).replace(/\s+/g, ' ') || text;
}
