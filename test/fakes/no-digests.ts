import type { HandleDeps } from '../../src/core/thread/handle.ts';

/** A channel without digests, for tests of something else. */
export const NO_DIGESTS: HandleDeps['digest'] = {
  digests: { list: async () => [], resume: async () => {}, settle: async () => {} },
  sections: [],
  isMember: async () => true,
  isPerson: async () => true,
};
