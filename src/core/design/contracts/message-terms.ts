import type { OperationTerms, Term } from '../sources/sources.ts';
import { digest } from './digest.ts';
import { isObject, toList } from './json-values.ts';
import { type Documents, followRef } from './resolve-ref.ts';
import { readTerm, type TermBudget, withinBudget } from './terms.ts';

const ANYTHING: Term = { type: '' };

/** What the service that has the operation sends to others, or takes from them: its messages by name. */
export function messageTerms(
  operation: Record<string, unknown>,
  channel: Record<string, unknown>,
  documents: Documents,
  budget: TermBudget,
): { terms?: OperationTerms } {
  return withinBudget(budget, (count) => {
    const read = (schema: unknown): Term => readTerm(schema, documents, count);
    const ofChannel = Object.entries(isObject(channel.messages) ? channel.messages : {});
    const messages = operation.messages === undefined ? ofChannel : toList(operation.messages).map(toNamed);
    const kinds = messages.map(([name, own]): [string, Term] => {
      const { payload, headers } = followRef(own, documents);
      const parts = {
        payload: payload === undefined ? ANYTHING : readPayload(payload),
        ...(headers === undefined ? {} : { headers: read(headers) }),
      };
      return [name, { type: 'message', parts, needed: ['payload'] }];
    });
    const all: Term = { type: '', kinds: Object.fromEntries(kinds) };
    return operation.action === 'receive' ? { takes: all, gives: ANYTHING } : { takes: ANYTHING, gives: all };

    /** A schema in another language, such as Avro, is known by its digest. */
    function readPayload(payload: unknown): Term {
      const { schemaFormat, schema } = followRef(payload, documents);
      if (typeof schemaFormat !== 'string') return read(payload);
      return /asyncapi|schema\+(?:json|yaml)/i.test(schemaFormat)
        ? read(schema)
        : { type: `${schemaFormat} ${digest(schema)}` };
    }
  });
}

/** A reference ends in the message's name. */
function toNamed(message: unknown, index: number): [string, unknown] {
  const ref = isObject(message) && typeof message.$ref === 'string' ? message.$ref : undefined;
  return [ref === undefined ? String(index) : ref.slice(ref.lastIndexOf('/') + 1), message];
}
