import type { Blueprint } from './blueprint.ts';
import type { OptionText } from './options.ts';
import { nodeName, type Style } from './parts.ts';

/** For a change to a running system the options are where the new thing goes. */
export function changeOptionText({ parts, technology }: Blueprint, style: Style): OptionText {
  const running = parts.filter((part) => part.existing).map(nodeName);
  const few = running.slice(0, 3).join(', ');
  const others = running.length - 1;
  switch (style) {
    case 'monolith':
      return {
        summary: `The smallest change: new routes and data in the service that owns the matter already; ${others > 0 ? `the other ${others}` : 'all others'} stay as they are.`,
        pros: [
          'Nothing new to deploy or watch',
          'One local transaction with the data it belongs to',
          'Can be taken back by one release',
        ],
        cons: [
          'The service grows',
          'Slow work shares its threads unless it is queued',
          'Its team takes on one more matter',
        ],
        complexity: 'low',
      };
    case 'services':
      return {
        summary: `A new service with its own data and contract; ${few || 'the others'} only tell it what it must know.`,
        pros: ['Released and scaled apart', 'Its failure delays only itself', 'A clear owner and contract'],
        cons: [
          'One more deployable, pipeline and on-call entry',
          'Data of others is known with a delay',
          'Two changes where one would do, when the border is wrong',
        ],
        complexity: 'medium',
      };
    case 'streams':
      return {
        summary: `A worker without a public interface reads events from ${technology.broker} and does the work in the background; who asks sees its state.`,
        pros: [
          'Slow or bulky work never blocks a request',
          'Retries and pauses are easy',
          'Scales with the length of the queue',
        ],
        cons: [
          'The answer comes later; the interface must show "in progress"',
          'Needs a dead letter queue and somebody who reads it',
          'Events are needed where there may be none today',
        ],
        complexity: 'medium',
      };
    case 'cells':
      return {
        summary: 'The change is rolled out as a copy per region, one after the other.',
        pros: ['A fault stays in one region', 'Each region can wait', 'Data stays where it is'],
        cons: ['Several copies to run', 'Slow roll-out', 'Versions differ for weeks'],
        complexity: 'high',
      };
    case 'event-sourced':
      return {
        summary: 'What changes is kept as events from which the state is computed.',
        pros: ['A full history', 'Any past state can be shown', 'New views can be built later'],
        cons: ['Unlike the services around it', 'Events need versions for ever', 'Erasure is hard'],
        complexity: 'high',
      };
    default:
      return style satisfies never;
  }
}

/** What the work of a change takes; what it costs to run is counted like all else. */
export const changeDays: Record<Style, string> = {
  monolith: '3–6',
  services: '8–15',
  streams: '5–10',
  cells: '20–40',
  'event-sourced': '20–30',
};
