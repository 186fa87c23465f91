/** Commands of the public interface that are not built yet: one line, and the status for it (`EX_UNAVAILABLE`). */
const command = process.argv[2] ?? 'command';
process.stderr.write(`${command} is not available yet.\n`);
process.exitCode = 69;
