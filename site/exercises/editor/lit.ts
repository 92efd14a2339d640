/** The line of a program at which a run stands: it moves along when text is changed. */

import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** Where the line begins; null: none is lit. */
export const light = StateEffect.define<number | null>();

const line = Decoration.line({ class: 'lit' });

export const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects }) {
    const last = effects.findLast((effect) => effect.is(light));
    if (!last) return marks.map(changes);
    const at = last.value as number | null;
    return at === null ? Decoration.none : Decoration.set(line.range(at));
  },
  provide: (field) => EditorView.decorations.from(field),
});
