import type { Pacing } from '../../src/adapters/slack/pacing.ts';

/** For a stand-in without limits: nothing is gained by waiting for the channel's pace. */
export const UNPACED: Pacing = {
  ready: async () => {},
  mayShowProgress: async () => true,
  mayShowChart: async () => true,
  admit: async () => {},
  refused: async () => {},
};
