/**
 * The style sheets ask the switch itself which language is read, `html:has(#l-zh:checked)`:
 * so the switch works without script. But with such a rule a browser styles the page anew
 * whenever anything is put into it, and the player does so at each step. Where script runs
 * it says the mode on `<html>`; then that is asked instead, and the switch never.
 */

const SWITCH = /:has\(#l-(zh|en|both):checked\)/g;
const MODE = ':is([data-reading="$1"], :not([data-reading]):has(#l-$1:checked))';

interface Sheet {
  walkRules(visit: (rule: { selector: string }) => void): void;
}

/** A plugin of PostCSS, through which Vite sends every sheet. */
export const readingMode = {
  postcssPlugin: 'reading-mode',
  Once(sheet: Sheet): void {
    sheet.walkRules((rule) => {
      rule.selector = rule.selector.replace(SWITCH, MODE);
    });
  },
};
