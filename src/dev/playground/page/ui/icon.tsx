const PATHS = {
  close: 'M5 5l10 10M15 5L5 15',
  menu: 'M3 5h14M3 10h14M3 15h14',
  reply: 'M4 5h12v8H9l-4 3v-3H4z',
  smile: 'M10 3a7 7 0 1 0 .01 0M7 12c1.5 2.2 4.5 2.2 6 0M7.5 8v.5M12.5 8v.5',
  more: 'M10 4.5v.01M10 10v.01M10 15.5v.01',
  edit: 'M4 16l1-4 8-8 3 3-8 8z',
  send: 'M3 10l14-6-5 13-3-5z',
  plus: 'M10 4v12M4 10h12',
  lock: 'M5 9h10v7H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  hash: 'M8 3L6 17M14 3l-2 14M3.5 7.5h13M3 12.5h13',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 .01 0',
  file: 'M5 3h7l3 3v11H5zM12 3v3h3',
  download: 'M10 3v9M6 9l4 4 4-4M4 16h12',
  chevron: 'M6 8l4 4 4-4',
  check: 'M4 10.5l4 4 8-9',
  sun: 'M10 6.5a3.5 3.5 0 1 0 .01 0M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4',
  moon: 'M16 12A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 8 8z',
  auto: 'M10 3a7 7 0 1 0 .01 0M10 3v14M13 5v10',
  home: 'M3 10l7-6 7 6M5 9v7h10V9',
  stop: 'M6 6h8v8H6z',
  thumbsUp: 'M3 9h3v7H3zM6 9l3-6c1.5 0 2 1 2 2v3h4.5l-1 8H6',
  thumbsDown: 'M3 4h3v7H3zM6 11l3 6c1.5 0 2-1 2-2v-3h4.5l-1-8H6',
  people: 'M7.5 4a3 3 0 1 0 .01 0M2 16c.5-4 10.5-4 11 0M13 4.5a2.5 2.5 0 0 1 0 5M15 12c2 .5 3 2 3 4',
  link: 'M8.5 11.5l3-3M9 6l2-2a3 3 0 0 1 5 5l-2 2M11 14l-2 2a3 3 0 0 1-5-5l2-2',
  pulse: 'M2 10h4l2-6 4 12 2-6h4',
  trash: 'M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11',
  info: 'M10 3a7 7 0 1 0 .01 0M10 9v5M10 6.5v.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
