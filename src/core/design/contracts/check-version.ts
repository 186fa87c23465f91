import type { RootText } from './resolve-ref.ts';
import type { TextProblem } from './text-problem.ts';

const NAMES = { openapi: 'OpenAPI', asyncapi: 'AsyncAPI', swagger: 'Swagger' };

export type Version = { key: 'openapi' | 'asyncapi'; pattern: RegExp; example: string };

/**
 * OpenAPI 3.1 and AsyncAPI 3 alone: earlier ones mean other things by the same words (`nullable`, `publish`), so that
 * a design with both would say two things at once.
 */
export function checkVersion({ value: root, lineOf }: RootText, expected: Version): TextProblem | undefined {
  const { key, pattern, example } = expected;
  const wanted = `\`${key}: ${example}\``;
  if (root[key] === undefined) {
    const other = (['openapi', 'asyncapi', 'swagger'] as const).find((name) => root[name] !== undefined);
    return other
      ? {
          line: lineOf([other]),
          message: `this is ${NAMES[other]}, and the design says ${NAMES[key]}: ${wanted} is expected`,
        }
      : { line: 1, message: `the version is missing: ${wanted} is expected` };
  }
  const version = root[key];
  if (typeof version !== 'string')
    return {
      line: lineOf([key]),
      message: `the version must be a text such as ${wanted}, with three numbers`,
    };
  if (pattern.test(version)) return undefined;
  return {
    line: lineOf([key]),
    message: `${NAMES[key]} ${version.slice(0, 20)} is another version: ${wanted} is expected`,
  };
}
