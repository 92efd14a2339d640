/** The lines of one file. They are drawn in chunks, or not at all while out of sight. */

import { el } from '../../ui/browser/dom.ts';
import type { Listing } from './load.ts';

const CHUNK = 20; // lines

export class Lines {
  readonly root = el('div', { class: 'lines' });

  constructor({ lines, changed = [] }: Listing) {
    const rows = lines.map((html, i) => rowOf(html, i + 1, changed.includes(i + 1)));
    for (let i = 0; i < rows.length; i += CHUNK) {
      const some = rows.slice(i, i + CHUNK);
      const chunk = el('div', { class: 'chunk', style: `--lines: ${some.length}` });
      chunk.innerHTML = some.join('');
      this.root.append(chunk);
    }
  }

  /** Line `n`, counted from 1. */
  at(n: number): HTMLElement | undefined {
    const chunk = this.root.children[Math.floor((n - 1) / CHUNK)];
    return chunk?.children[(n - 1) % CHUNK] as HTMLElement | undefined;
  }

  /** Whether it is this file that is seen. */
  show(on: boolean): void {
    this.root.classList.toggle('on', on);
  }
}

/** Where a line is too long for its place it goes on below, further in than it began. */
function rowOf(html: string, n: number, changed: boolean): string {
  const indent = html.replace(/<[^>]*>/g, '').search(/\S|$/);
  const css = changed ? 'pl new' : 'pl';
  const code = `<code style="--i:${indent + 2}">${html || ' '}</code>`;
  return `<div class="${css}"><span class="no">${n}</span>${code}</div>`;
}

export const lineBefore = (line: Element): Element | null | undefined =>
  line.previousElementSibling ??
  line.parentElement?.previousElementSibling?.lastElementChild;
