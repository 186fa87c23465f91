import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../src/dev/model/catalogue/load-catalogue.ts';

const { domains } = loadCatalogue();

const repeated = (names: string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe('loadCatalogue', () => {
  it('knows at least twenty domains, each by its own words', () => {
    expect(domains.length).toBeGreaterThanOrEqual(20);
    expect(repeated(domains.map((domain) => domain.id))).toEqual([]);
    expect(repeated(domains.flatMap((domain) => domain.words))).toEqual([]);
  });

  it.each(domains.map((domain) => [domain.id, domain] as const))('%s fits together', (_id, domain) => {
    const ids = domain.services.map((service) => service.id);
    const emitted = domain.services.flatMap((service) => service.emits);
    const externals = domain.externals.map((external) => external.id);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(repeated(ids)).toEqual([]);
    expect(
      repeated(domain.services.flatMap((service) => service.entities.map((entity) => entity.name))),
    ).toEqual([]);
    expect(
      domain.services.flatMap((service) => service.hears).filter((name) => !emitted.includes(name)),
    ).toEqual([]);
    expect(domain.services.flatMap((service) => service.calls).filter((id) => !ids.includes(id))).toEqual([]);
    expect(
      domain.services.flatMap((service) => service.uses).filter((id) => !externals.includes(id)),
    ).toEqual([]);
    expect(emitted.filter((name) => !/^[a-z-]+\.[a-z_]+\.[a-z_]+$/.test(name))).toEqual([]);
    expect(domain.services.filter((service) => service.entities.length === 0)).toEqual([]);
    // A called service that calls on would make a chain of more than three hops from the client.
    const called = domain.services.filter((service) =>
      domain.services.some((other) => other.calls.includes(service.id)),
    );
    expect(called.filter((service) => service.calls.length + service.uses.length > 0)).toEqual([]);
    expect(domain.asks.filter((ask) => !ask.options.includes(ask.default))).toEqual([]);
  });
});
