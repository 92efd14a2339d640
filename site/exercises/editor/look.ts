/** The editor in the colours of the page, and its few words in Chinese. */

import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const look = EditorView.theme({
  '&': { color: 'var(--code)', fontSize: 'var(--ed-size, 14px)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontSizeAdjust: 'var(--mono-adjust)',
    fontVariantLigatures: 'none',
    fontVariantEastAsian: 'normal', // narrow quotes are for prose
    textAutospace: 'no-autospace',
    lineHeight: 'var(--ed-line, 24px)',
  },
  '.cm-content': { padding: '14px 0 16px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 16px 0 14px' },
  '.cm-gutters': {
    background: 'none',
    border: '0',
    color: 'var(--ink-3)',
    fontSize: '12px',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: 'var(--ed-gutter, 58px)',
    padding: '0 6px 0 0',
  },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-lint-marker': {
    width: '14px',
    height: '14px',
    padding: '0',
    margin: '5px 1px 0',
  },
  '.cm-lint-marker-error': {
    content: 'none',
    background: 'var(--ink)',
    clipPath: 'polygon(0 0, 100% 50%, 0 100%)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--paper-lit)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--paper-lit)', color: 'var(--ink)' },
  '.lit': {
    backgroundColor: 'var(--paper-lit)',
    boxShadow: 'inset 3px 0 var(--thread)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '1.5px' },
  '&.cm-focused .cm-matchingBracket': {
    background: 'none',
    outline: '1px solid var(--rule-2)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ink) 1.5px',
    textUnderlineOffset: '4px',
  },
  '.cm-tooltip': {
    background: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--rule-2)',
    font: '13px/1.5 var(--sans)',
    maxWidth: '36em',
  },
  '.cm-diagnostic': { padding: '6px 12px', borderLeft: '3px solid var(--ink)' },
  '.cm-changedLine, .cm-inlineChangedLine': {
    background: 'var(--paper-lit) !important',
  },
  '.cm-changedText': {
    background: 'none !important',
    textDecoration: 'underline 2px var(--ink)',
    textUnderlineOffset: '4px',
  },
  '.cm-deletedChunk': {
    background: 'none',
    padding: '0 0 0 14px',
    color: 'var(--ink-3)',
  },
  '.cm-deletedChunk .cm-deletedText, .cm-deletedLine, .cm-deletedLine del': {
    background: 'none',
    textDecoration: 'line-through',
  },
  '.cm-changeGutter': { width: '3px', padding: '0' },
  '.cm-changedLineGutter, .cm-inlineChangedLineGutter': {
    background: 'var(--ink) !important',
  },
  '.cm-deletedLineGutter': { background: 'var(--rule-2) !important' },
});

export const chinese = EditorState.phrases.of({
  'Control character': '控制字符',
  Diagnostics: '错误',
  'No diagnostics': '没有错误',
  'Diagnostics and errors': '错误',
});
