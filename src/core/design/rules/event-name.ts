import { eventsOf } from '../review/event-flows.ts';
import type { Rule } from '../review/rule.ts';
import { code, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** Three parts, none of which begins with a capital; words inside a part are joined by `-`, `_` or a capital. */
const NAME =
  /^[\p{Ll}\p{Lo}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_][\p{L}\p{M}\p{N}]+)*(?:\.[\p{Ll}\p{Lo}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_][\p{L}\p{M}\p{N}]+)*){2}$/u;

/** What a consumer subscribes to may be a pattern over names. */
const PATTERN = /(?:^|\.)[*#>](?:\.|$)/;

/** Only for agents that require it: their file sets a severity. */
export const eventName: Rule = {
  ...createModelRule({
    id: 'event-name',
    severity: 'warning',
    check: (graph) => {
      const seen = new Set<string>();
      return graph.links.flatMap(({ link, index, from, to }) =>
        eventsOf(link).flatMap((event) => {
          if (seen.has(event) || NAME.test(event) || PATTERN.test(event)) return [];
          seen.add(event);
          const message = `The event ${code(event)} from ${nameOf(graph, from)} to ${nameOf(graph, to)} is not named ${code('service.entity.action')}, such as ${code('order.payment.captured')}.`;
          return [{ where: `model.links.${index}`, message }];
        }),
      );
    },
  }),
  appliesTo: ({ design, agent }) => design.model !== null && agent?.rules['event-name'] !== undefined,
};
