import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ComposeSchema } from '../../core/design/snippets/compose.ts';

const require = createRequire(import.meta.url);

/** The schema that `dclint` brings with it but does not export. */
export function loadComposeSchema(): ComposeSchema {
  const folder = path.dirname(require.resolve('dclint/package.json'));
  return JSON.parse(readFileSync(path.join(folder, 'schemas', 'compose.schema.json'), 'utf8'));
}
