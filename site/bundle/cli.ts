/** `npm run bundle`, when the site is built: dist/ becomes bundle/. */

import { langIn, speaker } from '../exercises/locale.ts';
import { bundle } from './bundle.ts';

const say = speaker(langIn(process.argv.slice(2)));
const base = (process.env.SITE_BASE ?? '/').replace(/\/?$/, '/');
const pages = bundle('dist', 'bundle', base);
console.log(
  say(
    `bundle/ 里有 ${pages} 页。放到任何静态服务器上，或者拷到 U 盘；怎么用写在 bundle/README.txt。`,
    `bundle/ has ${pages} pages. Put it on any static server, or on a USB stick; bundle/README.txt says how.`,
  ),
);
