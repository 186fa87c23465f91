import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Ajv, type ValidateFunction } from 'ajv';
import { CommandError } from '../cli/review-input.ts';
import { loadEnvironment } from '../config.ts';
import { ConfigError, EXIT_CONFIG } from '../config-error.ts';
import type { Artifact } from '../core/design/artifacts/artifact.ts';
import { bytesOf, zipArtifacts } from '../core/design/artifacts/zip.ts';

const USAGE = 'usage: npm run teams:package -- [--app-id ID] [--host HOST] [--out FILE]';
const FOLDER = 'teams';
/** Microsoft's own schemas, a folder for each version, as its package for developers has them. */
const SCHEMAS = new URL('json-schemas/teams/', import.meta.resolve('@microsoft/app-manifest'));
/** A fault of the program itself, in the numbers of sysexits. */
const INTERNAL = 70;
/** Teams refuses a package whose icons have another size. */
const ICONS = { 'color.png': 192, 'outline.png': 32 } as const;

type Options = { appId: string; host: string; out: string };

process.exitCode = await main(process.argv.slice(2));

/** `npm run teams:package`: the app package that is uploaded to Teams, of one bot on one host. */
async function main(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args, loadEnvironment());
    const icons = Object.entries(ICONS).map(([name, pixels]) => readIcon(name, pixels));
    const files = await Promise.all([buildManifest(options), ...icons]);
    await writeFile(options.out, bytesOf(zipArtifacts('package', files))).catch((error) => {
      throw new CommandError(73, `${options.out} can't be written (${error.code})`);
    });
    process.stdout.write(`${options.out}\n`);
    return 0;
  } catch (error) {
    const isKnown = error instanceof CommandError || error instanceof ConfigError;
    const why = isKnown ? error.message : `something is wrong with the program itself (${error})`;
    process.stderr.write(`teams:package: ${why}\n`);
    if (error instanceof CommandError) return error.status;
    return isKnown ? EXIT_CONFIG : INTERNAL;
  }
}

function parseOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const given = parseArguments(args);
  const out = given.out ?? path.join(FOLDER, 'architect.zip');
  return { appId: findAppId(given['app-id'], env), host: findHost(given.host, env), out };
}

function parseArguments(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { 'app-id': text, host: text, out: text };
    const { values } = parseArgs({ args, options });
    if (!Object.values(values).includes('')) return values;
  } catch {
    // An unknown option, or one without its value: the usage says which there are.
  }
  throw new CommandError(64, USAGE);
}

function findAppId(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const id = (given ?? env.MicrosoftAppId ?? '').toLowerCase();
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) return id;
  if (given !== undefined) throw new CommandError(64, '--app-id is no id of a bot: it has 36 characters');
  const wrong = id === '' ? 'is missing' : 'is no id of a bot';
  throw new ConfigError('MicrosoftAppId', wrong, 'its 36 characters, or give --app-id');
}

function findHost(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const url = env.PUBLIC_URL ?? '';
  const host = (given ?? (URL.canParse(url) ? new URL(url).hostname : '')).toLowerCase();
  if (host.length <= 253 && /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(host)) return host;
  if (given !== undefined) {
    throw new CommandError(
      64,
      '--host is no host that Teams can reach: write its name alone, as in bot.example.com',
    );
  }
  const wrong = url === '' ? 'is missing' : 'names no host that Teams can reach';
  throw new ConfigError('PUBLIC_URL', wrong, 'https://host, or give --host');
}

async function buildManifest({ appId, host }: Options): Promise<Artifact> {
  const file = path.join(FOLDER, 'manifest.json');
  const values: Record<string, string> = { TEAMS_APP_ID: appId, BOT_ID: appId, APP_HOST: host };
  const content = (await read(file)).toString('utf8').replace(/\$\{\{(\w*)\}\}/g, (whole, name: string) => {
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
  const left = /\$\{\{.*?\}\}/.exec(content)?.[0];
  if (left !== undefined) throw new CommandError(65, `${file} has ${left}, which nothing fills in`);
  const manifest = parseJson(file, content);
  await checkAgainstSchema(file, manifest);
  return { name: 'manifest.json', mediaType: 'application/json', content };
}

async function checkAgainstSchema(file: string, manifest: unknown): Promise<void> {
  const validate = await loadSchema(file, manifest);
  if (validate(manifest)) return;
  const [first, ...more] = validate.errors ?? [];
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const where = first?.instancePath || '/';
  throw new CommandError(65, `${file} does not fit Microsoft's schema: ${where} ${first?.message}${rest}`);
}

/** Of the version that the manifest names. */
async function loadSchema(file: string, manifest: unknown): Promise<ValidateFunction> {
  const version = String(Object(manifest).manifestVersion);
  const schema = fileURLToPath(new URL(`v${version}/MicrosoftTeams.schema.json`, SCHEMAS));
  const text = /^[\d.]+$/.test(version) ? await readFile(schema, 'utf8').catch(() => undefined) : undefined;
  if (text === undefined) throw new CommandError(65, `${file} is of no manifestVersion that is known`);
  const { $schema: _, ...rules } = JSON.parse(text) as Record<string, unknown>;
  // It is of draft 4, which says the same as ajv's draft 7 in all that is used here, and has an escape in a pattern that
  // only the older regular expressions take.
  const lenient = { strict: false, validateSchema: false, validateFormats: false, unicodeRegExp: false };
  return new Ajv({ ...lenient, allErrors: true, logger: false }).compile(rules);
}

async function readIcon(name: string, pixels: number): Promise<Artifact> {
  const file = path.join(FOLDER, name);
  const bytes = await read(file);
  // Of a PNG the first block says its size, behind eight bytes of mark and eight of its own heading.
  const isPng = bytes.length >= 24 && bytes.toString('latin1', 1, 4) === 'PNG';
  const [width, height] = isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [0, 0];
  if (width !== pixels || height !== pixels) {
    throw new CommandError(65, `${file} is no PNG of ${pixels} × ${pixels} pixels`);
  }
  return { name, mediaType: 'image/png', content: bytes.toString('base64'), encoding: 'base64' };
}

function parseJson(file: string, content: string | Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch (error) {
    throw new CommandError(65, `${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function read(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new CommandError(66, `there is no file ${file} that can be read`);
  });
}
