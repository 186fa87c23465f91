import { findUnsent } from '../review/event-flows.ts';
import { code, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const eventWithoutProducer = createModelRule({
  id: 'event-without-producer',
  severity: 'warning',
  check: (graph) =>
    findUnsent(graph).map(({ broker, event, link }) => ({
      where: `model.links.${link.index}`,
      message: `${nameOf(graph, link.to)} waits for ${code(event)} from ${nameOf(graph, broker)} and nobody sends it: draw its producer under the same name, or leave the link out.`,
    })),
});
