/** The guard of a job that nobody takes away. */
export const unguarded = async (): Promise<void> => {};
