import { createHash } from 'node:crypto';

/** Short, and long enough that two different operations of one contract never share it by chance. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
