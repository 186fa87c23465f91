import { CONTROL_PATH, type WorldEvent } from '../../slack/control.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

export type LiveHandlers = {
  onEvent(event: WorldEvent): void;
  /** The stream is open (again): whatever happened in between has to be read over HTTP. */
  onOpen(): void;
  onLost(): void;
};

/** Keeps the stream of changes open, with growing pauses between attempts; the result ends it. */
export function openLive(handlers: LiveHandlers): () => void {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let delayMs = FIRST_DELAY_MS;
  let isClosed = false;

  const connect = () => {
    const url = new URL(`${CONTROL_PATH}/stream`, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(url);
    socket.onopen = () => {
      delayMs = FIRST_DELAY_MS;
      handlers.onOpen();
    };
    socket.onmessage = (message) => {
      const event: WorldEvent = JSON.parse(String(message.data));
      handlers.onEvent(event);
    };
    socket.onclose = () => {
      if (isClosed) return;
      handlers.onLost();
      timer = window.setTimeout(connect, delayMs * (0.75 + Math.random() / 2));
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    };
  };

  connect();
  return () => {
    isClosed = true;
    window.clearTimeout(timer);
    socket?.close();
  };
}
