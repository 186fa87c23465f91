import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Which folder may import a vendor's SDK; types alone may cross. */
const VENDORS: Record<string, string[]> = {
  '@slack/bolt': ['src/adapters/slack'],
  '@slack/web-api': ['src/adapters/slack'],
  '@slack/types': ['src/adapters/slack'],
  '@anthropic-ai/sdk': ['src/adapters/anthropic'],
  bullmq: ['src/adapters/bullmq'],
  ioredis: ['src/adapters/redis', 'src/dev'],
  piscina: ['src/adapters/workshop'],
  elkjs: ['src/adapters/workshop'],
  '@resvg/resvg-js': ['src/adapters/workshop'],
  'opentype.js': ['src/adapters/workshop'],
  '@expo-google-fonts/inter': ['src/adapters/workshop'],
  dclint: ['src/adapters/workshop'],
  botbuilder: ['src/adapters/teams'],
};

/** Parsers and codecs that core may use besides zod. */
const CORE_PACKAGES = new Set([
  'zod',
  'gray-matter',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'micromark-extension-gfm',
  'yaml',
  '@redocly/openapi-core',
  'protobufjs',
  'ajv',
  'kubernetes-models',
  'mermaid',
  'dompurify',
  'fflate',
  'luxon',
]);

/** Node modules without a clock, a disk or a network. */
const PURE_NODE = new Set(['node:crypto', 'node:path', 'node:url', 'node:util', 'node:buffer']);

type Import = { file: string; from: string; isType: boolean };

async function sources(...folders: string[]): Promise<string[]> {
  const files: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(path.join(ROOT, folder), { recursive: true })) {
      if (/\.(ts|tsx|mjs)$/.test(entry)) files.push(path.join(folder, entry));
    }
  }
  return files;
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(path.join(ROOT, file), 'utf8');
  const lines = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?from\s+)?'([^']+)'/gm),
    ...text.matchAll(/import\((type\s)?'([^']+)'\)/g),
  ];
  return lines.map(([, type, from = '']) => ({
    file,
    from: from.startsWith('.') ? path.join(path.dirname(file), from) : from,
    isType: type !== undefined,
  }));
}

async function allImports(...folders: string[]): Promise<Import[]> {
  return (await Promise.all((await sources(...folders)).map(importsOf))).flat();
}

const packageOf = (from: string) => {
  const parts = from.split('/');
  return from.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
};
const isInside = (file: string, folder: string) => file.startsWith(`${folder}/`);
const show = (found: Import[]) => found.map(({ file, from }) => `${file} → ${from}`);

describe('the directions of imports', () => {
  it('core imports core, parsers and pure node modules', async () => {
    const wrong = (await allImports('src/core')).filter(({ from }) => {
      if (isInside(from, 'src/core') || CORE_PACKAGES.has(packageOf(from)) || PURE_NODE.has(from))
        return false;
      return packageOf(from) !== 'mdast' && packageOf(from) !== '@types/mdast';
    });
    expect(show(wrong)).toEqual([]);
  });

  it("a vendor's SDK is imported in its own folder; elsewhere only its types are", async () => {
    const wrong = (await allImports('src', 'workers')).filter(({ file, from, isType }) => {
      const homes = VENDORS[packageOf(from)];
      return homes !== undefined && !isType && !homes.some((home) => isInside(file, home));
    });
    expect(show(wrong)).toEqual([]);
  });

  it('adapters never import each other', async () => {
    const vendor = (file: string) => /^src\/adapters\/([^/]+)\//.exec(file)?.[1];
    const wrong = (await allImports('src/adapters')).filter(
      ({ file, from }) => vendor(from) !== undefined && vendor(from) !== vendor(file),
    );
    expect(show(wrong)).toEqual([]);
  });

  it('adapters import core and nothing that is built upon them', async () => {
    const wrong = (await allImports('src/adapters')).filter(
      ({ from }) =>
        (isInside(from, 'src') || isInside(from, 'workers')) &&
        !isInside(from, 'src/core') &&
        !isInside(from, 'src/adapters'),
    );
    expect(show(wrong)).toEqual([]);
  });

  it.each([
    ['slack', ['app', 'listeners', 'chat', 'client', 'errors', 'receiver', 'workspaces', 'files', 'people']],
    // Its SDK is archived: the fewer files know it, the shorter the way out.
    ['teams', ['app', 'chat']],
  ])('inside the adapter of %s, parsing and rendering import no SDK at run time', async (folder, withSdk) => {
    const wrong = (await allImports(`src/adapters/${folder}`)).filter(({ file, from, isType }) => {
      const name = path.basename(file, '.ts');
      return packageOf(from) in VENDORS && !isType && !withSdk.includes(name);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('what production runs imports nothing of what the demo starts', async () => {
    const wrong = (await allImports('src', 'workers')).filter(
      ({ file, from }) => isInside(from, 'src/dev') && !isInside(file, 'src/dev'),
    );
    expect(show(wrong)).toEqual([]);
  });

  it('the environment is read in one file, and core has no clock of its own', async () => {
    const text = async (file: string) => readFile(path.join(ROOT, file), 'utf8');
    const readers: string[] = [];
    for (const file of await sources('src', 'workers')) {
      if (/(?<!')process\.env/.test(await text(file)) && file !== 'src/config.ts') readers.push(file);
    }
    const clocks: string[] = [];
    for (const file of await sources('src/core')) {
      if (/Date\.now\(|new Date\(\)|performance\.now\(|setTimeout\(/.test(await text(file)))
        clocks.push(file);
    }
    expect({ readers, clocks }).toEqual({ readers: [], clocks: [] });
  });
});
