export type FieldType =
  | 'id'
  | 'text'
  | 'int'
  | 'number'
  | 'money'
  | 'bool'
  | 'time'
  | 'date'
  | 'list'
  | 'geo'
  | { oneOf: string[] };

export type Field = { name: string; type: FieldType };

export type Entity = { name: string; fields: Field[] };

export type StoreKind = 'sql' | 'document' | 'keyvalue' | 'timeseries' | 'search' | 'blob' | 'graph' | 'none';

/** What a service is like, as far as a pattern depends on it. */
export type Trait =
  | 'money'
  | 'realtime'
  | 'geo'
  | 'search'
  | 'ingest'
  | 'batch'
  | 'personal'
  | 'readheavy'
  | 'contended'
  | 'internal'
  | 'core';

export type ServiceSeed = {
  id: string;
  does: string;
  entities: Entity[];
  /** Full names, `service.entity.action`. */
  emits: string[];
  hears: string[];
  /** Ids of services that it asks and waits for. */
  calls: string[];
  /** Ids of externals. */
  uses: string[];
  store: StoreKind;
  traits: Trait[];
  /** A way in for visitors who are nobody: the path leads on to what is kept in that data. */
  answers?: { path: string; from: string } | undefined;
};

/** What an answer changes in the design. */
type Effect = {
  /** Ids of services that are not needed. */
  without?: string[];
  withoutFronts?: string[];
  /** Ids of externals that are not used. */
  withoutUses?: string[];
  /** Services in the notation of `parse-domain.ts`. */
  adds?: string;
  externals?: { id: string; name: string }[];
  invariant?: string;
  /** What it means for the design, as a sentence. */
  text: string;
};

type DomainQuestion = {
  id: string;
  question: string;
  why: string;
  options: string[];
  default: string;
  /** By option; an option without one changes no structure. */
  effects?: Record<string, Effect>;
  /** Words in a brief that already answer it. */
  said: RegExp;
};

export type Domain = {
  id: string;
  name: string;
  /** Lower-case words and phrases that give the domain away, in several languages. */
  words: string[];
  /** What the load is counted in, and an ordinary size of it. */
  unit: string;
  perDay: number;
  fronts: string[];
  externals: { id: string; name: string }[];
  /** What must hold whatever fails. */
  invariant: string;
  risks: { risk: string; mitigation: string }[];
  asks: DomainQuestion[];
  services: ServiceSeed[];
  /** What of it comes from a brief's own words; undefined where the catalogue knows it all. */
  fromBrief?: {
    /** True where the catalogue knows no such domain. */
    isWhole: boolean;
    /** Listed areas whose services were made from their names alone. */
    areas: string[];
    /** Listed areas for which there was no room. */
    uncovered: string[];
    /** "courier in dispatch": listed areas that a service of another name covers. */
    elsewhere: string[];
    /** Services of the catalogue that the list does not name. */
    unlisted: string[];
  };
};
