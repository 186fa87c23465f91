import type { Operation } from '../sources/sources.ts';
import type { Contract, Reading } from './contract.ts';
import { isObject, objectsIn, toList } from './json-values.ts';
import { messageTerms } from './message-terms.ts';
import { type Documents, followRef } from './resolve-ref.ts';
import { digestShape } from './shape.ts';
import { readBySpecification } from './specification.ts';
import { createTermBudget } from './terms.ts';
import type { TextProblem } from './text-problem.ts';

const VERSION = { key: 'asyncapi', pattern: /^3\.\d+\.\d+$/, example: '3.0.0' } as const;

/** AsyncAPI 3, as YAML or JSON; throws `UnreadableText`. */
export function readAsyncApi(contract: Contract, related: readonly Contract[]): Promise<Reading> {
  return readBySpecification(contract, related, {
    version: VERSION,
    check: (documents) => [...checkOperations(documents), ...checkAddresses(documents)],
    listOperations,
  });
}

/** The specification wants an operation to name messages of its own channel, not those of the components. */
function checkOperations({ root }: Documents): TextProblem[] {
  return objectsIn(root.value.operations).flatMap(([name, operation]) => {
    const channel = refOf(operation.channel);
    if (channel === undefined) return [];
    if (!/^#\/(channels|components\/channels)\/[^/]+$/.test(channel)) {
      const line = root.lineOf(['operations', name, 'channel', '$ref']);
      return channel.startsWith('#')
        ? [
            {
              line,
              message: `the operation \`${name}\` must name one of the channels, and \`${channel}\` is none`,
            },
          ]
        : [];
    }
    return toList(operation.messages).flatMap((message, index) => {
      const ref = refOf(message);
      if (ref === undefined || ref.startsWith(`${channel}/messages/`)) return [];
      const line = root.lineOf(['operations', name, 'messages', index, '$ref']);
      return [
        {
          line,
          message: `the operation \`${name}\` may only name messages of its channel: \`${channel}/messages/…\`, not \`${ref}\``,
        },
      ];
    });
  });
}

function checkAddresses({ root }: Documents): TextProblem[] {
  return objectsIn(root.value.channels).flatMap(([name, channel]) => {
    const address = typeof channel.address === 'string' ? channel.address : '';
    const parameters = isObject(channel.parameters) ? channel.parameters : {};
    return [...address.matchAll(/\{([^{}]+)\}/g)].flatMap(([, parameter = '']) =>
      Object.hasOwn(parameters, parameter)
        ? []
        : [
            {
              line: root.lineOf(['channels', name, 'address']),
              message: `the address of the channel \`${name}\` has \`{${parameter}}\`, which is not among its parameters`,
            },
          ],
    );
  });
}

function listOperations(documents: Documents): Operation[] {
  const taken = new Set<string>();
  const budget = createTermBudget();
  return objectsIn(documents.root.value.operations).map(([name, own]) => {
    const operation = followRef(own, documents);
    const channel = followRef(operation.channel, documents);
    const address =
      typeof channel.address === 'string' ? channel.address : lastPart(refOf(operation.channel) ?? name);
    const plain = `${operation.action} ${address}`;
    const id = taken.has(plain) ? `${plain} ${name}` : plain;
    taken.add(id);
    return {
      id,
      name,
      signature: signatureOf(operation, channel, documents),
      ...messageTerms(operation, channel, documents, budget),
    };
  });
}

/** Without a list of its own, an operation is about all messages of its channel. */
function signatureOf(
  operation: Record<string, unknown>,
  { messages, ...channel }: Record<string, unknown>,
  documents: Documents,
): string {
  const about = operation.messages ?? Object.values(isObject(messages) ? messages : {});
  const { channel: _, ...rest } = operation;
  const { defaultContentType } = documents.root.value;
  return digestShape({ ...rest, of: channel, about, defaultContentType }, documents);
}

function refOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined;
}

function lastPart(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
