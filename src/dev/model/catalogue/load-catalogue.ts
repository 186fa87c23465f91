import { commonServices } from './common-services.ts';
import type { Domain, ServiceSeed } from './domain.ts';
import { commerce } from './domains/commerce.ts';
import { lookup } from './domains/lookup.ts';
import { media } from './domains/media.ts';
import { mobility } from './domains/mobility.ts';
import { money } from './domains/money.ts';
import { people } from './domains/people.ts';
import { platforms } from './domains/platforms.ts';
import { things } from './domains/things.ts';
import { parseDomain, parseServices } from './parse-domain.ts';

export type Catalogue = { domains: Domain[]; common: ServiceSeed[] };

/** Throws on a line that is wrong: the catalogue is part of the program. */
export function loadCatalogue(): Catalogue {
  const sources = [mobility, commerce, money, people, media, things, platforms, lookup].flat();
  return { domains: sources.map(parseDomain), common: parseServices(commonServices) };
}
