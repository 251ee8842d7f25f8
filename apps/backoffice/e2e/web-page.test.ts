import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import express from 'express';
import supertest from 'supertest';
import { expect, test } from 'vitest';

import { webPage } from '../src/http/web-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'soomcare-page-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><style nonce="__CSP_NONCE__"></style>');
writeFileSync(join(folder, 'assets/index-1a2b.js'), 'export {};');
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');

const app = express();
app.use(webPage(folder));
const get = (path: string) => supertest(app).get(path).set('Accept', 'text/html');

test.each(['/', '/members', '/members/1/2026-03?day=1'])(
  '%s is the page, whose styles carry the answer’s nonce',
  async (path) => {
    const page = await get(path).expect(200);
    const policy = page.get('Content-Security-Policy') ?? '';
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? '';

    expect(page.text).toContain(`nonce="${nonce}"`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await get(path)).text).not.toContain(nonce);
  },
);

test('a built file is kept for a year, and one of an older build is gone', async () => {
  const file = await get('/assets/index-1a2b.js').expect(200);
  expect(file.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  await get('/assets/index-old.js').expect(404);
  await get('/favicon.svg').expect(200);
});

test.each(['/v1/nothing', '/health/nothing', '/docs/nothing', '/openapi.json'])(
  '%s is not the page',
  async (path) => {
    await get(path).expect(404);
  },
);

test('nothing outside of the folder is served', async () => {
  for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2findex.html', '/.env']) {
    const { text } = await get(path);
    expect(text).not.toContain('root:');
  }
});
