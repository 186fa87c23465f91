import { findUnheard } from '../review/event-flows.ts';
import { code, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const eventWithoutConsumer = createModelRule({
  id: 'event-without-consumer',
  severity: 'info',
  check: (graph) =>
    findUnheard(graph).map(({ broker, event, link }) => ({
      where: `model.links.${link.index}`,
      message: `${nameOf(graph, link.from)} sends ${code(event)} to ${nameOf(graph, broker)} and nobody consumes it: draw its consumer, or leave the event out.`,
    })),
});
