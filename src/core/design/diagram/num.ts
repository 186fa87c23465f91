/** Two decimals are finer than a pixel at any size that is drawn. */
export function num(value: number): number {
  return Math.round(value * 100) / 100;
}
