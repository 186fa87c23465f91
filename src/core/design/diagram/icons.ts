import { num } from './num.ts';
import type { BoxKind } from './sketch.ts';

/** Strokes on a field of 24 by 24. */
const ICONS: Record<BoxKind, string> = {
  service: 'M12 2.8l8 4.6v9.2l-8 4.6-8-4.6V7.4z M4.2 7.5L12 12l7.8-4.5 M12 12v9',
  gateway:
    'M3 12h6.5 M9.5 12L14 6.5h5.5 M9.5 12h10 M9.5 12l4.5 5.5h5.5 M17.5 4.2l2.6 2.3-2.6 2.3 M17.5 9.7l2.6 2.3-2.6 2.3 M17.5 15.2l2.6 2.3-2.6 2.3',
  frontend:
    'M4.5 4h15A1.5 1.5 0 0 1 21 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4z M3 9h18 M6.2 6.5h.1 M9.2 6.5h.1',
  worker:
    'M12 8.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z M12 2.8v3 M12 18.2v3 M2.8 12h3 M18.2 12h3 M5.5 5.5l2.1 2.1 M16.4 16.4l2.1 2.1 M18.5 5.5l-2.1 2.1 M7.6 16.4l-2.1 2.1',
  database:
    'M4.5 6c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3z M4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6 M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3',
  cache: 'M13.5 2.8L4.8 13.6h6L10.5 21.2l8.7-10.8h-6z',
  broker: 'M3.5 7.5h17v9h-17z M9.2 7.5v9 M14.8 7.5v9 M6.4 12h-.1 M12 12h-.1 M17.7 12h-.1',
  storage:
    'M3 6.8A1.8 1.8 0 0 1 4.8 5h4.4l2.3 2.8h7.7A1.8 1.8 0 0 1 21 9.6v7.6a1.8 1.8 0 0 1-1.8 1.8H4.8A1.8 1.8 0 0 1 3 17.2z M3 11.5h18',
  external: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M3 12h18 M12 3c-4.8 5-4.8 13 0 18 M12 3c4.8 5 4.8 13 0 18',
  context: 'M12 3l9 5-9 5-9-5z M3.5 12.3L12 17l8.5-4.7 M3.5 16.3L12 21l8.5-4.7',
};

export function drawIcon(kind: BoxKind, box: { x: number; y: number; size: number; colour: string }): string {
  const scale = box.size / 24;
  // The stroke keeps its weight at every size.
  const width = (box.size >= 20 ? 1.7 : 1.5) / scale;
  return `<path d="${ICONS[kind]}" transform="translate(${box.x} ${box.y}) scale(${num(scale)})" fill="none" stroke="${box.colour}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
