/** The two switches in the bar. Without this file they still work, but forget. */

import { servedLive } from '../../live/page/browser/served.ts';
import { offerSearch } from '../../search/browser/open.ts';
import { copyButtons, followDetails } from '../../ui/browser/copy.ts';
import { copyCode } from '../../ui/browser/copy-code.ts';
import { showMeanings } from '../../ui/browser/meanings.ts';
import { base } from '../../ui/browser/site.ts';
import { recall, remember } from '../../ui/browser/store.ts';
import { HTML_LANG, type Lang } from '../../ui/text.ts';
import { letMenuClose } from './menu.ts';
import { keepPlace } from './place.ts';
import { fillReport } from './report.ts';

type Reading = Lang | 'both';

const root = document.documentElement;
const languages = [
  ...document.querySelectorAll<HTMLInputElement>('input[name="lang"]'),
];
const papers = [...document.querySelectorAll<HTMLInputElement>('.theme input')];

const chosen = (): Reading =>
  (languages.find((l) => l.checked)?.value ?? 'zh') as Reading;
const check = (value: Reading): void => {
  for (const l of languages) l.checked = l.value === value;
  root.dataset.reading = value;
};

/** The page becomes its other edition: language, title, address, links, order of texts. */
function turnInto(lang: 'zh' | 'en'): void {
  const there = document.querySelector<HTMLLinkElement>(`link[hreflang="${lang}"]`);
  root.lang = HTML_LANG[lang];
  document.title = root.dataset[lang] ?? document.title;
  if (!there) return; // a page without editions of its own: the 404
  const here = document.querySelector<HTMLLinkElement>(
    `link[hreflang]:not([hreflang="${lang}"])`,
  );
  history.replaceState(
    history.state,
    '',
    new URL(there.href).pathname + location.search + location.hash,
  );
  for (const a of document.querySelectorAll<HTMLAnchorElement>(
    'a[href^="/"]:not([hreflang])',
  )) {
    a.setAttribute('href', otherEdition(a.getAttribute('href') ?? '', lang));
  }
  if (here) firstIsOwn(lang);
}

/** `/base/zh/tests/` → `/base/en/tests/` */
function otherEdition(href: string, lang: 'zh' | 'en'): string {
  const path = href.slice(base.length);
  return href.startsWith(base) ? base + path.replace(/^(zh|en)(?=\/)/, lang) : href;
}

/** Where both texts are read, the page's own comes first. */
function firstIsOwn(lang: 'zh' | 'en'): void {
  for (const own of document.querySelectorAll(`.tx[lang="${lang}"]`)) {
    const before = own.previousElementSibling;
    if (before?.matches('.tx') && before.getAttribute('lang') !== lang)
      before.before(own);
  }
}

let reading = chosen();
for (const radio of languages) {
  radio.addEventListener('change', () => {
    const [was, now] = [reading, chosen()];
    reading = now;
    keepPlace(
      () => check(was),
      () => {
        check(now);
        if (now !== 'both') turnInto(now);
      },
    );
    remember('reading', now === 'both' ? `both ${root.lang.slice(0, 2)}` : now);
  });
}

function showPaper(): void {
  const paper = recall('paper') ?? 'auto';
  for (const radio of papers) radio.checked = radio.value === paper;
  if (paper === 'auto') delete root.dataset.theme;
  else root.dataset.theme = paper;
}

for (const radio of papers) {
  radio.addEventListener('change', () => {
    root.dataset.theme = radio.value; // for this page even where nothing can be kept
    remember('paper', radio.value === 'auto' ? null : radio.value);
    for (const twin of papers) twin.checked = twin.value === radio.value;
    if (radio.value === 'auto') delete root.dataset.theme;
  });
}

showPaper();
addEventListener('pageshow', (event) => event.persisted && showPaper());
copyButtons();
copyCode();
followDetails();
offerSearch();
showMeanings();
letMenuClose();
fillReport();

if (servedLive()) void import('../../live/page/browser/everywhere.ts');
