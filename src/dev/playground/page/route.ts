/** Where the page is, kept in the address so that links and the back button work. */
export type Route = {
  place: { kind: 'channel'; id: string } | { kind: 'home' } | { kind: 'none' };
  thread?: string;
  /** The message a copied link points at. */
  focus?: string;
};

/** `#/home`, `#/C123`, `#/C123/p<ts>`, `#/C123/t<root ts>`, `#/C123/t<root ts>/p<ts>` */
export function parseRoute(hash: string): Route {
  const [id, ...rest] = hash.replace(/^#\/?/, '').split('/');
  if (!id) return { place: { kind: 'none' } };
  if (id === 'home') return { place: { kind: 'home' } };
  const thread = rest.find((part) => part.startsWith('t'))?.slice(1);
  const focus = rest.find((part) => part.startsWith('p'))?.slice(1);
  return { place: { kind: 'channel', id }, ...(thread ? { thread } : {}), ...(focus ? { focus } : {}) };
}

export function formatRoute(route: Route): string {
  if (route.place.kind === 'none') return '#/';
  if (route.place.kind === 'home') return '#/home';
  const thread = route.thread ? `/t${route.thread}` : '';
  const focus = route.focus ? `/p${route.focus}` : '';
  return `#/${route.place.id}${thread}${focus}`;
}
