import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Redis } from 'ioredis';
import type { Artifact } from '../../core/design/artifacts/artifact.ts';
import { guard } from './connection.ts';

const compress = promisify(gzip);
const extract = promisify(gunzip);

const DAY_MS = 24 * 3_600_000;

/** Small files that were offered and can't be made anew, or are wanted at once, by a key and their names. */
export type TeamsFiles = {
  keep(key: string, file: Artifact): Promise<void>;
  read(key: string, name: string): Promise<Artifact | undefined>;
};

export function createTeamsFiles(redis: Redis, ttlMs = DAY_MS): TeamsFiles {
  const keyOf = (key: string, name: string) =>
    `architect:{${encodeURIComponent(key)}}:file:${encodeURIComponent(name)}`;

  return {
    async keep(key, file) {
      const packed = await compress(JSON.stringify(file));
      await guard(redis.set(keyOf(key, file.name), packed, 'PX', ttlMs));
    },
    async read(key, name) {
      const packed = await guard(redis.getBuffer(keyOf(key, name)));
      return packed === null ? undefined : (JSON.parse((await extract(packed)).toString('utf8')) as Artifact);
    },
  };
}
