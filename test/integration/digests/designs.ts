import type { Design } from '../../../src/core/design/document.ts';
import { aDesign } from '../../fakes/design.ts';

const [first, second] = aDesign().options as [Design['options'][number], Design['options'][number]];

/** Without parts and contracts, so that it is about nothing but its options. */
export function between(title: string, recommended: string, other: string): Partial<Design> {
  return {
    title,
    summary: `${title} in few words.`,
    model: null,
    contracts: [],
    decisions: [],
    options: [
      { ...first, name: recommended, recommended: true },
      { ...second, name: other, recommended: false },
    ],
  };
}

/** Two services that call what the canteen offers; `cart` is what the kitchen asks it for. */
export function canteen(paths: string[], cart: string): Partial<Design> {
  const service = (id: string, name: string) => ({
    id,
    name,
    kind: 'service' as const,
    owns: [],
    existing: false,
  });
  return {
    title: 'Meals for three canteens',
    summary: 'Meals for three canteens in few words.',
    model: {
      contexts: [],
      nodes: [service('meals', 'Meals'), service('till', 'Till'), service('kitchen', 'Kitchen')],
      links: [
        { from: 'till', to: 'meals', kind: 'sync', label: 'POST /meals' },
        { from: 'kitchen', to: 'meals', kind: 'sync', label: cart },
      ],
    },
    contracts: [
      {
        service: 'meals',
        format: 'openapi',
        filename: 'meals.yaml',
        content: `openapi: 3.1.0\ninfo: { title: Meals, version: 1.0.0 }\npaths:\n${paths.join('')}`,
      },
    ],
  };
}

export const GET = '  /meals: { get: { responses: { "200": { description: All } } } }\n';
export const GET_AND_POST =
  '  /meals: { get: { responses: { "200": { description: All } } }, post: { responses: { "201": { description: Made } } } }\n';
