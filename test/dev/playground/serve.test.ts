import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../../src/dev/playground/serve.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  const playground = await createPlayground();
  server = createServer((request, response) => {
    if (!playground(request, response)) response.writeHead(404).end('not the page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe('createPlayground', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<title>Architect playground</title>'],
    ['/?from=terminal', 'text/html; charset=utf-8', '<title>Architect playground</title>'],
    ['/app.js', 'text/javascript; charset=utf-8', 'createRoot'],
    ['/app.css', 'text/css; charset=utf-8', '.message'],
  ])('serves %s as %s', async (path, type, part) => {
    const response = await fetch(`${url}${path}`);
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(body).toContain(part);
  });

  it('allows scripts, styles and connections of its own server alone', async () => {
    const response = await fetch(url);
    await response.body?.cancel();
    const policy = new Map(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('img-src')).toBe("'self' data:");
    expect(policy.get('connect-src')).toBe(`'self' ${url.replace('http:', 'ws:')}`);
  });

  it('leaves other paths and other methods to the server around it', async () => {
    const responses = await Promise.all([
      fetch(`${url}/_control/state`),
      fetch(`${url}/app.js.map`),
      fetch(url, { method: 'POST', body: '{}' }),
    ]);
    expect(responses.map((response) => response.status)).toEqual([404, 404, 404]);
    await Promise.all(responses.map((response) => response.text()));
  });

  it('answers HEAD with the headers and no body', async () => {
    const response = await fetch(`${url}/app.js`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100_000);
    expect(await response.text()).toBe('');
  });

  it('names no script, style, font or picture of another server', async () => {
    const [html, js, css] = await Promise.all(
      ['/', '/app.js', '/app.css'].map(async (path) => (await fetch(`${url}${path}`)).text()),
    );
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
    expect(css).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//);
    expect(js).not.toMatch(/https?:\/\/[^\s"'`]+\.(?:m?js|css|woff2?|ttf|otf|png|gif|svg)\b/);
  });
});
