import { isOwner, isStore } from '../review/ownership.ts';
import { nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** Stores never call. What they tell of their own accord (change feeds, upload notices) is asynchronous. */
export const reversedLink = createModelRule({
  id: 'reversed-link',
  severity: 'warning',
  check: (graph) =>
    graph.links.flatMap(({ link, index, from, to }) => {
      if (link.kind === 'async' || !isStore(from) || !isOwner(to)) return [];
      const message = `The link from ${nameOf(graph, from)} to ${nameOf(graph, to)} points from the called to the caller: turn it round.`;
      return [{ where: `model.links.${index}`, message }];
    }),
});
