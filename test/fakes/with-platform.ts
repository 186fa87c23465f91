import type { Platform, WorkerServices } from '../../src/services.ts';

/** The same services, with something else in the place of each platform. */
export function withPlatform(
  services: WorkerServices,
  change: (platform: Platform) => Platform,
): WorkerServices {
  return {
    ...services,
    platformOf(threadId) {
      const platform = services.platformOf(threadId);
      return platform && change(platform);
    },
  };
}

/** For stand-ins without limits: nothing is gained by waiting for a platform's pace. */
export function unpaced(services: WorkerServices): WorkerServices {
  return withPlatform(services, (platform) => ({
    ...platform,
    chat: { ...platform.chat, ready: async () => {} },
  }));
}
