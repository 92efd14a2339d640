/** TypeScript in the editor: how it is read, indented and inked. */

import {
  continuedIndent,
  delimitedIndent,
  HighlightStyle,
  indentNodeProp,
  LanguageSupport,
  LRLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { tags as t } from '@lezer/highlight';
import { parser } from '@lezer/javascript';

const typescript = LRLanguage.define({
  name: 'typescript',
  parser: parser.configure({
    dialect: 'ts',
    props: [
      indentNodeProp.add({
        IfStatement: continuedIndent({ except: /^\s*({|else\b)/ }),
        TryStatement: continuedIndent({ except: /^\s*({|catch\b|finally\b)/ }),
        SwitchBody: ({ baseIndent, textAfter, unit }) =>
          baseIndent + (/^\s*\}/.test(textAfter) ? 0 : unit),
        Block: delimitedIndent({ closing: '}' }),
        'TemplateString BlockComment': () => null,
        'Statement Property': continuedIndent({ except: /^\s*{/ }),
      }),
    ],
  }),
  languageData: {
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    indentOnInput: /^\s*(?:case |default:|\{|\}|<\/)$/,
  },
});

// The six inks of the site.
const ink = HighlightStyle.define([
  {
    tag: [t.keyword, t.self, t.null, t.modifier, t.definitionKeyword],
    color: 'var(--tok-keyword)',
    fontWeight: 'var(--tok-keyword-weight)',
  },
  { tag: [t.string, t.special(t.string), t.regexp], color: 'var(--tok-string)' },
  { tag: [t.number, t.bool, t.atom], color: 'var(--tok-number)' },
  { tag: t.comment, color: 'var(--tok-comment)' },
  {
    tag: [
      t.function(t.variableName),
      t.function(t.propertyName),
      t.function(t.definition(t.variableName)),
      t.function(t.definition(t.propertyName)),
    ],
    color: 'var(--tok-function)',
  },
  { tag: [t.typeName, t.className, t.namespace], color: 'var(--tok-type)' },
]);

export const language = new LanguageSupport(typescript, syntaxHighlighting(ink));
