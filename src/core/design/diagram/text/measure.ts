/** The weights of which the text face is there. The other scripts' faces have 400 only. */
export type Weight = 400 | 500 | 600 | 700;

/** Width of a line in the units of `size`. It may be a little too wide, never too narrow. */
export type Measure = (text: string, size: number, weight: Weight) => number;
