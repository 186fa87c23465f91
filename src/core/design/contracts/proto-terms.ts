import protobuf from 'protobufjs';
import type { OperationTerms, Term } from '../sources/sources.ts';
import { type Count, type TermBudget, withinBudget } from './terms.ts';

/** What a method takes and gives. */
export function methodTerms(method: protobuf.Method, budget: TermBudget): { terms?: OperationTerms } {
  const { resolvedRequestType, resolvedResponseType, requestStream = false, responseStream = false } = method;
  return withinBudget(budget, (count) => ({
    takes: streamed(messageTerm(resolvedRequestType, 'taken', count), requestStream),
    gives: streamed(messageTerm(resolvedResponseType, 'given', count), responseStream),
  }));
}

function messageTerm(message: protobuf.Type | null, way: 'taken' | 'given', count: Count): Term {
  return ofType(message, []);

  function ofType(type: protobuf.Type | protobuf.Enum | null, around: readonly unknown[]): Term {
    const size = type instanceof protobuf.Enum ? Object.keys(type.values).length : type?.fieldsArray.length;
    if (type === null || !count(size)) return { type: '' };
    if (around.includes(type)) return { type: 'recursive' };
    if (type instanceof protobuf.Enum) return { type: 'enum', values: Object.keys(type.values).sort() };
    if (type.fullName.startsWith('.google.')) return { type: type.fullName };
    const fields = type.fieldsArray.map((field) => [field.name, ofField(field, [...around, type])] as const);
    // A field that is not set is read as its default, so whoever reads a message always gets it.
    const needed = type.fieldsArray.filter(({ required }) => required || way === 'given');
    return { type: 'message', parts: Object.fromEntries(fields), needed: needed.map(({ name }) => name) };
  }

  /** On the wire a field is its number: with another number it is another one. */
  function ofField(field: protobuf.Field, around: readonly unknown[]): Term {
    const own = field.resolvedType ? ofType(field.resolvedType, around) : { type: field.type };
    const map = field instanceof protobuf.MapField ? `map of ${field.keyType} to ` : '';
    return { ...own, type: `${field.repeated ? 'repeated ' : map}${own.type} = ${field.id}` };
  }
}

function streamed(term: Term, isStream: boolean): Term {
  return isStream ? { ...term, type: `stream of ${term.type}` } : term;
}
