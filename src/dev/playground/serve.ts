import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

type Asset = { type: string; body: Buffer };

/**
 * Bundles the page in memory and returns a handler that answers its three paths. The handler returns false, and
 * touches nothing, for every other request.
 */
export async function createPlayground(): Promise<(req: IncomingMessage, res: ServerResponse) => boolean> {
  const [html, bundle] = await Promise.all([readFile(pagePath('index.html')), bundlePage()]);
  const assets = new Map<string, Asset>([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/app.js', { type: 'text/javascript; charset=utf-8', body: bundle.js }],
    ['/app.css', { type: 'text/css; charset=utf-8', body: bundle.css }],
  ]);
  return (req, res) => {
    const asset = assets.get((req.url ?? '').split('?')[0] ?? '');
    if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return false;
    res.writeHead(200, {
      'content-type': asset.type,
      'content-length': asset.body.length,
      'content-security-policy': contentSecurityPolicy(req.headers.host),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    res.end(req.method === 'HEAD' ? undefined : asset.body);
    return true;
  };
}

/** Not every browser counts a WebSocket of the same host as `'self'`, so the host is named where it is a plain one. */
function contentSecurityPolicy(host: string | undefined): string {
  const socket =
    host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? ` ws://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function bundlePage(): Promise<{ js: Buffer; css: Buffer }> {
  const result = await build({
    entryPoints: { app: pagePath('main.tsx'), style: pagePath('styles/app.css') },
    bundle: true,
    write: false,
    outdir: pagePath('out'),
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: pagePath('tsconfig.json'),
    logLevel: 'silent',
  });
  const find = (ending: string) =>
    Buffer.from(result.outputFiles.find((file) => file.path.endsWith(ending))?.contents ?? []);
  return { js: find('.js'), css: find('.css') };
}

function pagePath(name: string): string {
  return fileURLToPath(new URL(`./page/${name}`, import.meta.url));
}
