import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for browser tests
import { findChromium } from '../../../infra/services/chromium.js';

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const screenshots = path.join(checkout, 'reports', 'screenshots');

/** Where a worker's page is built; not `web/dist`, which a server of this checkout may be serving. */
const outDir = path.join(
  checkout,
  '.local',
  'backoffice-page',
  `worker-${process.env['VITEST_POOL_ID'] ?? '0'}`,
);

/** A picture takes longer than its page's test, so they are taken for whoever wants to look at them. */
const takesPictures = process.env['SCREENSHOTS'] === '1';

type Language = 'ko' | 'en';
type Scheme = 'light' | 'dark';

const FETCH_AND_BUILD_MS = 300_000;

/** For a test that walks through a whole room, beside others on a busy machine. */
export const ROOM_MS = 300_000;

const buildPage = () => {
  const root = path.join(checkout, 'apps/backoffice/web');
  return build({ root, configFile: path.join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir } });
};

let building: ReturnType<typeof buildPage> | undefined;

/** Today's page, built from its sources before the server that serves it starts: once for all files of a worker. */
export const useBuiltPage = (): string => {
  beforeAll(async () => {
    building ??= buildPage();
    await building;
  }, FETCH_AND_BUILD_MS);

  return outDir;
};

/** A real Chromium; each page is a fresh profile, as somebody in Seoul has it. */
export const useBrowser = () => {
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    const { executablePath, args, env } = await findChromium();
    browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  }, FETCH_AND_BUILD_MS);
  afterAll(() => browser.close());

  const open = async (size = { width: 1366, height: 900 }): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Warning:/.test(message.text())) faults.push(message.text());
    });

    return page;
  };

  return {
    open,
    /** What no page may do: throw, or run against its own security policy. */
    faults,
    /** A page that is logged in already, by the cookie of a session made through the API. */
    async openAs({ cookie }: { readonly cookie: string }): Promise<Page> {
      const page = await open();
      const [name = '', ...value] = cookie.split('=');
      await page.context().addCookies([
        {
          name,
          value: value.join('='),
          domain: '127.0.0.1',
          path: '/',
          secure: true,
          httpOnly: true,
          sameSite: 'Strict',
        },
      ]);

      return page;
    },
  };
};

/** No violation of any of axe's rules, as the page stands: it has no frames, which axe would need a second page for. */
export const expectAccessible = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();

  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) })),
    name,
  ).toEqual([]);
};

/** With `SCREENSHOTS=1` a picture in `reports/screenshots`. */
export const photograph = async (page: Page, name: string): Promise<void> => {
  if (!takesPictures) return;

  mkdirSync(screenshots, { recursive: true });
  await page.mouse.move(0, 0);
  // The sticky head belongs at the top of a picture of the whole page.
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({
    path: path.join(screenshots, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
};

/** On a tablet held upright nothing is cut off or pushes the page sideways. */
export const inspectOnTablet = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 820, height: 1180 });
  await expectAccessible(page, `${name} on a tablet`);
  expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(820);
  await photograph(page, `${name}-tablet`);
  if (before) await page.setViewportSize(before);
};

const chooseLanguage = (page: Page, language: Language) =>
  page.getByText(language === 'ko' ? '한국어' : 'English', { exact: true }).click();

const chooseScheme = async (page: Page, scheme: Scheme) => {
  const names = { dark: /어두운 화면|dark scheme/, light: /밝은 화면|light scheme/ };
  const button = page.getByRole('button', { name: names[scheme] });
  if ((await button.count()) > 0) await button.click();
};

const guises = {
  all: [
    ['dark', 'en'],
    ['dark', 'ko'],
    ['light', 'en'],
    ['light', 'ko'],
  ],
  corners: [
    ['dark', 'en'],
    ['light', 'ko'],
  ],
} as const satisfies Record<string, readonly (readonly [Scheme, Language])[]>;

/** Accessible and photographed in each language and scheme, or in two that differ in both; ends in Korean and light. */
export const inspect = async (
  page: Page,
  name: string,
  which: keyof typeof guises = 'all',
): Promise<void> => {
  for (const [scheme, language] of guises[which]) {
    await chooseScheme(page, scheme);
    await chooseLanguage(page, language);
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    await expectAccessible(page, `${name} ${language} ${scheme}`);
    await photograph(page, `${name}-${language}-${scheme}`);
  }
};
