const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A count in at most five characters, such as `1.2K`: exact up to 999. */
export function shortNumber(count: number): string {
  return SHORT.format(count);
}
