import { ConfigError, EXIT_CONFIG } from './config-error.ts';
import { AppError } from './core/errors.ts';

/** Containers are killed after 30 s; what is left is taken up elsewhere. */
const CLOSE_WITHIN_MS = 25_000;

/**
 * Runs a program until a signal: the first one closes what `start` opened, in order, and a second one leaves at once.
 * A wrong configuration is one line and status 78.
 */
export async function runProgram(start: () => Promise<() => Promise<void>>): Promise<void> {
  let close: () => Promise<void>;
  try {
    close = await start();
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
  }
  let isClosing = false;
  const onSignal = () => {
    if (isClosing) process.exit(130);
    isClosing = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
