import type { Digest, DigestItem, Settled } from '../../digest/digest.ts';

/** An item with what its buttons call it: its place among all of the digest. */
export type ShownItem = DigestItem & { place: number; settled?: Settled };

/** A section, or what of it stands in one place; `isMore`: its beginning stands further above. */
export type ItemGroup = {
  title: string;
  items: ShownItem[];
  isMore?: true;
  /** So many more belong to it, of which nothing is told; said where it ends. */
  untold?: number;
};

/** How much of a digest stands on its first screen. */
export type Cut = {
  /** So many sections, and so many items of each. */
  groups: number;
  items: number;
  /** What is open from before: with its buttons, or so many of it in a line each. */
  open: 'full' | number;
};

export type Layout = { news: ItemGroup[]; open: ItemGroup[] };

const ALL = Number.POSITIVE_INFINITY;

/** From all of it to nothing: a screen shows something of many sections rather than all of the first. */
export const CUTS: readonly Cut[] = [
  { groups: ALL, items: ALL, open: 'full' },
  { groups: ALL, items: ALL, open: 4 },
  ...[4, 3, 2].map((items) => ({ groups: ALL, items, open: 3 })),
  { groups: ALL, items: 2, open: 0 },
  { groups: ALL, items: 1, open: 3 },
  ...[ALL, 6, 5, 4, 3, 2, 1].map((groups) => ({ groups, items: 1, open: 0 })),
  { groups: 0, items: 0, open: 0 },
];

/** All of a digest with what became of it. */
export function layOut({ sections, open }: Digest, settled: readonly Settled[]): Layout {
  let place = 0;
  const toGroup = ({ title, items, more = 0 }: Digest['sections'][number]): ItemGroup => ({
    title,
    items: items.map((item) => {
      const how = settled.findLast(({ key }) => key === item.key);
      return { ...item, place: place++, ...(how ? { settled: how } : {}) };
    }),
    ...(more > 0 ? { untold: more } : {}),
  });
  const isFilled = ({ items }: ItemGroup): boolean => items.length > 0;
  return { news: sections.map(toGroup).filter(isFilled), open: open.map(toGroup).filter(isFilled) };
}

/** What stands on the screen, and what follows. What is open in a line alone follows with its buttons. */
export function cutLayout({ news, open }: Layout, cut: Cut): { screen: Layout; rest: Layout } {
  const shownOf = (group: ItemGroup, index: number) =>
    index < cut.groups ? group.items.slice(0, cut.items) : [];
  const screen = news.map((group, index) => firstItems(group, shownOf(group, index).length));
  const rest = news.map((group, index): ItemGroup => {
    const shown = shownOf(group, index).length;
    return { ...group, items: group.items.slice(shown), ...(shown > 0 ? { isMore: true } : {}) };
  });
  const isFilled = ({ items }: ItemGroup): boolean => items.length > 0;
  return {
    screen: { news: screen.filter(isFilled), open: cut.open === 'full' ? open : firstOf(open, cut.open) },
    rest: { news: rest.filter(isFilled), open: cut.open === 'full' ? [] : open },
  };
}

function firstOf(groups: readonly ItemGroup[], most: number): ItemGroup[] {
  let left = most;
  return groups.flatMap((group): ItemGroup[] => {
    const shown = firstItems(group, left);
    left -= shown.items.length;
    return shown.items.length === 0 ? [] : [shown];
  });
}

function firstItems({ untold, ...group }: ItemGroup, most: number): ItemGroup {
  const items = group.items.slice(0, most);
  const isWhole = items.length === group.items.length && untold !== undefined;
  return { ...group, items, ...(isWhole ? { untold } : {}) };
}

export function countItems(groups: readonly ItemGroup[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}
