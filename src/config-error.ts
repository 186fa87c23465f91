/** A value that is missing or wrong: which, what is wrong, and what would be right. Never the value itself. */
export class ConfigError extends Error {
  constructor(variable: string, wrong: string, right: string) {
    super(`${variable} ${wrong}: ${right}.`);
    this.name = 'ConfigError';
  }
}

/** The exit status for a wrong configuration (`EX_CONFIG` of sysexits). */
export const EXIT_CONFIG = 78;
