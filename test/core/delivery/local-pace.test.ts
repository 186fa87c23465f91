import { createLocalPace } from '../../../src/core/delivery/local-pace.ts';
import { describePace } from './pace-contract.ts';

describePace('the pace of one process', () => {
  const clock = { now: 1_000_000 };
  const pace = createLocalPace(() => clock.now);
  return { processes: [pace, pace], clock };
});
