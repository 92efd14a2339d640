/**
 * The browser for the tests: the one that is there, else one that can be installed.
 *
 *     node test/site/browser.ts --install
 */

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { installWithApt, succeeds } from '../apt.ts';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell', // the same without windows: twice as fast
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath(),
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium or Chrome is on this machine, if anywhere. */
export function findBrowser(): string | undefined {
  return PLACES.find((place) => place && existsSync(place));
}

export function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(HELP);
  return chromium.launch({ executablePath, args: FLAGS });
}

const HELP =
  'The tests of the site need Chromium or Chrome, and none was found or could be ' +
  'installed. Install one, or set CHROMIUM_PATH to it, and run npm test again.';

/** With apt as root on Debian, where the fonts come along; else as playwright does it. */
function install(): boolean {
  const packages = ['chromium-headless-shell', 'fonts-noto-cjk'];
  if (installWithApt('Chromium and Chinese fonts', packages)) return true;
  console.log('▸ Downloading Chromium for the tests of the site, once …');
  return succeeds('playwright-core', 'install', 'chromium');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = findBrowser() ?? (install() ? findBrowser() : undefined);
  if (!found) {
    console.error(HELP);
    process.exit(1);
  }
}
