/** What our own server adds to every page; fetched only where it stands behind it. */

import { runButtons } from './run-here.ts';
import { followTests } from './test-news.ts';

runButtons();
document.addEventListener('toggle', () => runButtons(), { capture: true });
if (/\/(zh|en)\/tests\//.test(location.pathname)) followTests();
