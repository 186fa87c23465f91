import elk from 'elkjs/lib/elk.bundled.js';
import { splitScene } from '../../core/design/diagram/components.ts';
import { flowsOf } from '../../core/design/diagram/flow.ts';
import { packLayouts, placeWithoutLines } from '../../core/design/diagram/place.ts';
import { breakRows, extentOf, type Order, roomFor } from '../../core/design/diagram/rows.ts';
import type { Layout, Scene } from '../../core/design/diagram/scene.ts';
import { MOST_LINES, readElkGraph, toElkGraph } from './elk-graph.ts';

type Attempt = { orders: readonly Order[]; layout: Layout; extent: number };

export type LayOut = (scene: Scene) => Promise<Layout>;

/** Lines need room beside the boxes of a row: how much is only seen when they are laid. Each costs a layout. */
const SHARES = [1, 0.75, 0.55];
/** Broken rows are harder to follow: they have to make the picture this much smaller. */
const WORTH = 0.9;
/** A picture so much higher than wide is a chain of steps. */
const LONG = 2.2;

/** ELK computes on the thread that calls it, for up to a second: never on one that answers people. */
export function createLayouter(): LayOut {
  const engine = new elk.default();

  async function placeJoined(part: Scene): Promise<Layout> {
    const flows = flowsOf(part, part.profile === 'compact');
    const place = async (orders: readonly Order[], wrap = false): Promise<Attempt> => {
      const placed = await engine.layout(toElkGraph(part, flows, { orders, wrap }));
      const layout = readElkGraph(part, flows, placed);
      return { orders, layout, extent: extentOf(layout, part.profile) };
    };
    const first = await place([]);
    if (first.layout.height > LONG * first.layout.width && part.groups.length === 0) {
      return smaller(first, await place([], true)).layout;
    }
    const room = roomFor(part);
    if (first.layout.width <= room || flows.length > MOST_LINES) return first.layout;
    let best = first;
    let orderCount = 0;
    for (const share of SHARES) {
      const orders = breakRows(part, first.layout, room * share);
      if (orders.length === orderCount) continue;
      orderCount = orders.length;
      let next = await place(orders);
      const more = breakRows(part, next.layout, room * share);
      if (more.length > 0 && next.layout.width > room)
        next = smaller(next, await place([...orders, ...more]));
      if (next.extent > best.extent) break;
      best = best === first ? smaller(first, next) : next;
    }
    return best.layout;
  }

  return async (scene) => {
    const parts = splitScene(scene);
    const joined: Layout[] = [];
    for (const part of parts.filter(({ edges }) => edges.length > 0)) joined.push(await placeJoined(part));
    const alone = parts.filter(({ edges }) => edges.length === 0).map(placeWithoutLines);
    return packLayouts(joined, alone);
  };
}

function smaller(a: Attempt, b: Attempt): Attempt {
  return b.extent < WORTH * a.extent ? b : a;
}
