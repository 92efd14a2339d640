/**
 * The editor. It stands in a shadow tree: there its styles are constructed sheets, which
 * the page's policy allows, where in the page they would be style elements.
 */

import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
} from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import {
  type Diagnostic,
  lintGutter,
  lintKeymap,
  setDiagnostics,
} from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Lang } from '../../ui/browser/words.ts';
import { language } from './language.ts';
import { light, lit } from './lit.ts';
import { chinese, look } from './look.ts';

export interface Place {
  readonly line: number; // from 1
  readonly column: number;
}

export interface Hooks {
  /** Ctrl-Enter. */
  run(): void;
  changed(text: string): void;
}

export class Editor {
  readonly host: HTMLElement;
  readonly #view: EditorView;
  readonly #side = new Compartment(); // for what comes and goes: the comparison
  readonly #labels = new Compartment();

  /** `host` is filled; what stood there before is gone. */
  constructor(host: HTMLElement, text: string, lang: Lang, hooks: Hooks) {
    this.host = host;
    const root = host.attachShadow({ mode: 'open' });
    const mount = document.createElement('div');
    root.append(mount);
    this.#view = new EditorView({
      root,
      parent: mount,
      state: EditorState.create({
        doc: text,
        extensions: [
          ...this.#bindings(hooks),
          ...BASICS,
          this.#side.of([]),
          this.#labels.of(labels(lang)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) hooks.changed(this.text);
          }),
        ],
      }),
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** One change, which can be undone. */
  set text(text: string) {
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    const head = Math.min(this.#view.state.selection.main.head, text.length);
    this.#view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: head },
    });
  }

  focus(): void {
    this.#view.focus();
  }

  label(lang: Lang): void {
    this.#view.dispatch({ effects: this.#labels.reconfigure(labels(lang)) });
  }

  beside(extension: Extension): void {
    this.#view.dispatch({ effects: this.#side.reconfigure(extension) });
  }

  /** Marks where something went wrong; null: nothing did. */
  blame(place: Place | null, message: string): void {
    const found = place ? [this.#diagnostic(place, message)] : [];
    this.#view.dispatch(setDiagnostics(this.#view.state, found));
  }

  /** Lights the line at which a run stands; 0: none. Nothing but the editor scrolls. */
  light(line: number): void {
    const from = this.#offset(line, 1);
    this.#view.dispatch({ effects: light.of(line > 0 ? from : null) });
    const at = line > 0 ? this.#view.coordsAtPos(from) : null;
    const { top, bottom, height } = this.host.getBoundingClientRect();
    if (at && (at.top < top || at.bottom > bottom))
      this.host.scrollTop += at.top - top - height / 3;
  }

  go({ line, column }: Place): void {
    const at = this.#offset(line, column);
    this.#view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.focus();
  }

  #diagnostic({ line, column }: Place, message: string): Diagnostic {
    const from = this.#offset(line, column);
    const word = this.#view.state.wordAt(from);
    const to = word && word.to > from ? word.to : this.#view.state.doc.lineAt(from).to;
    return { from, to: Math.max(from, to), severity: 'error', message };
  }

  #offset(line: number, column: number): number {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    return Math.max(from, Math.min(to, from + column - 1));
  }

  #bindings(hooks: Hooks): Extension[] {
    const run = () => {
      hooks.run();
      return true;
    };
    return [
      keymap.of([{ key: 'Mod-Enter', run, preventDefault: true }]),
      keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    ];
  }
}

const BASICS: Extension[] = [
  lintGutter(),
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of('  '),
  bracketMatching(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  language,
  lit,
  look,
  matchMedia('(max-width: 860px)').matches ? EditorView.lineWrapping : [],
];

/** Tab indents; who wants to leave by keyboard is told how. */
function labels(lang: Lang): Extension {
  const name =
    lang === 'en'
      ? 'Code. Tab indents; to leave, press Escape, then Tab.'
      : '代码。Tab 是缩进；要离开，先按 Esc，再按 Tab。';
  const attributes = EditorView.contentAttributes.of({
    tabindex: '0', // not every tool counts what is editable among what takes the focus
    'aria-label': name,
    lang: 'en',
    spellcheck: 'false',
  });
  return lang === 'en' ? attributes : [attributes, chinese];
}
