/** Blocks and views come from the app as it sent them, so every field is looked at before it is used. */
export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function toRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function toRecords(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The words of a text object (`plain_text` or `mrkdwn`), or '' where there is none. */
export function textOf(value: unknown): string {
  return toText(toRecord(value).text);
}
