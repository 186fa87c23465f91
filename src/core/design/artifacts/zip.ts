import { Buffer } from 'node:buffer';
import { type Zippable, zipSync } from 'fflate';
import type { Artifact } from './artifact.ts';

/** The first moment that a zip can name: the same files make the same zip, whenever and wherever it is made. */
const MODIFIED = new Date(1980, 0, 1);

/** Pictures are packed already. */
const PACKED = /\.png$/i;

export function zipArtifacts(name: string, artifacts: readonly Artifact[]): Artifact {
  const entries: Zippable = {};
  for (const artifact of artifacts) {
    entries[artifact.name] = [
      bytesOf(artifact),
      { level: PACKED.test(artifact.name) ? 0 : 6, mtime: MODIFIED },
    ];
  }
  const content = Buffer.from(zipSync(entries)).toString('base64');
  return { name, mediaType: 'application/zip', content, encoding: 'base64' };
}

export function bytesOf({ content, encoding }: Artifact): Buffer {
  return Buffer.from(content, encoding ?? 'utf8');
}
