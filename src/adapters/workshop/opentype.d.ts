/** The little that is used of it; the package brings no types. */
declare module 'opentype.js' {
  type Glyph = { index: number; advanceWidth?: number };
  type Font = { unitsPerEm: number; charToGlyph(character: string): Glyph };
  const opentype: { parse(data: ArrayBuffer, options?: { lowMemory?: boolean }): Font };
  export default opentype;
}
