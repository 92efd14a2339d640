/**
 * The pictures in the README, taken from the built site.
 *
 *     npm run build && npm run screenshots
 */

import { mkdirSync } from 'node:fs';
import { preview } from 'astro';
import { launch } from './browser.ts';

const PLACE = 'source/loop/core/poll-ioloop.ts/#the-line-that-sleeps';
const FOLDER = 'site/screenshots';
const PICTURES = [
  { lang: 'zh', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
] as const;

mkdirSync(FOLDER, { recursive: true });
const server = { host: 'localhost', port: 4410 };
const { port, stop } = await preview({ server, logLevel: 'error' });
const browser = await launch();
for (const { lang, colorScheme } of PICTURES) {
  const viewport = { width: 1440, height: 900 };
  const page = await browser.newPage({
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
  });
  await page.goto(`http://localhost:${port}/${lang}/${PLACE}`);
  await page.mouse.wheel(0, -220); // the turn from its beginning
  await page.waitForFunction(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path: `${FOLDER}/source-${lang}.png` });
  console.log(`${FOLDER}/source-${lang}.png`);
}
await browser.close();
await stop();
