/** What a parser says of a text inside a design: a contract, or a code block of a section. */
export type SourceProblem = {
  rule: 'contract-invalid' | 'compose-invalid' | 'kubernetes-invalid' | 'mermaid-invalid';
  /** Path into the document, such as `contracts.0` or `sections.2`. */
  where: string;
  /** Counts from 1, in the text itself. */
  line?: number;
  message: string;
};

/** Something that can be called or heard; `id` stays the same over versions: `POST /orders`, `receive order.placed`. */
export type Operation = {
  id: string;
  /** The name its author gave it. */
  name?: string;
  /** What a caller has to know of it, in a stable order: when this differs, the operation has changed. */
  signature: string;
  /** By which a change that breaks callers is told from one that does not. */
  terms?: OperationTerms;
};

/** What a caller hands over, and what it gets; of a message, what its sender and its receiver do. */
export type OperationTerms = { takes: Term; gives: Term };

/** What is said of a value: only what can be compared. */
export type Term = {
  /** Empty: any; `any …`: one that is known by its digest alone. */
  type: string;
  /** The only ones it may have, as JSON. */
  values?: string[];
  /** A digest of what else restricts it. */
  limits?: string;
  /** Its fields by name; the names of those that are never left out. */
  parts?: Record<string, Term>;
  needed?: string[];
  /** It is one of these, by name: a media type, a response, a message. */
  kinds?: Record<string, Term>;
};

/** All that was read out of the texts of a design. */
export type Sources = {
  problems: SourceProblem[];
  /** For each contract of the design, in its order; empty where it can't be read. */
  operations: Operation[][];
};

export const NO_SOURCES: Sources = { problems: [], operations: [] };
