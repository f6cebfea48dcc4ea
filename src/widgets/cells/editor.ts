/** CodeMirror in a cell's place. Loaded when a reader first wants to change one. */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  ifNotIn,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, typescriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
} from '@codemirror/view';
import { kitNames } from '../../notebook/kit-names.ts';
import { colours, look } from './editor-look.ts';
import { offersAt } from './offers.ts';

export interface Editor {
  /** Takes the focus, with the cursor at a point of the window or at the end. */
  focus(point: { readonly x: number; readonly y: number } | null): void;
  /** Puts a text in, unless it stands there already. */
  show(text: string): void;
  /** Marks a line, from 1, as the one that is wrong. */
  mark(line: number | null): void;
  close(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Its name for who cannot see it, and the id of what says which keys it takes. */
  readonly label: string;
  readonly keys: string;
  /** What the list of completions is called. */
  readonly completions: string;
  /** Names of the other cells, when they are asked for. */
  beside(): readonly { readonly name: string; readonly cell: string }[];
  write(text: string): void;
  run(): void;
}

const setWrong = StateEffect.define<number | null>();
const wrongLine = Decoration.line({ class: 'cell-wrong' });

/** The marked line moves with its text, and goes when the text is changed there. */
const wrong = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  // Not the transaction's `state`: asking for it here would ask for this field again.
  update(marked, { changes, docChanged, effects, newDoc }) {
    for (const effect of effects) {
      if (!effect.is(setWrong)) continue;
      if (effect.value === null || effect.value > newDoc.lines) return Decoration.none;
      return Decoration.set(wrongLine.range(newDoc.line(effect.value).from));
    }
    return docChanged ? marked.map(changes) : marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function openEditor(options: EditorOptions): Editor {
  const { parent, text, label, keys, completions, beside, write, run } = options;
  const runs = (view: EditorView) => {
    closeCompletion(view);
    run();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run: runs }])),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        javascript({ typescript: true }),
        typescriptLanguage.data.of({ autocomplete: ifNotIn(PLAIN_TEXT, sourceOf(beside)) }),
        autocompletion({ icons: false }),
        syntaxHighlighting(colours),
        look,
        wrong,
        EditorView.lineWrapping,
        EditorState.phrases.of({ Completions: completions }),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': keys,
          spellcheck: 'false',
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) write(state.doc.toString());
        }),
        // Escape, then Tab leaves: CodeMirror's own rule for editors that take Tab.
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
      ],
    }),
  });
  return {
    focus(point) {
      const at = (point && view.posAtCoords(point)) ?? view.state.doc.length;
      view.dispatch({ selection: { anchor: at } });
      view.focus();
    },
    show(next) {
      const { doc } = view.state;
      if (doc.toString() === next) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    mark: (line) => view.dispatch({ effects: setWrong.of(line) }),
    close: () => view.destroy(),
  };
}

function sourceOf(beside: EditorOptions['beside']) {
  return (context: CompletionContext): CompletionResult | null => {
    const { from: start, text } = context.state.doc.lineAt(context.pos);
    const line = text.slice(0, context.pos - start);
    const found = offersAt(line, kitNames, beside(), context.explicit);
    return (
      found && {
        from: start + found.from,
        validFor: /^[\w$]*$/,
        options: found.offers.map(({ label, detail, info, kind }) => ({
          label,
          type: kind,
          // A long signature stands in the box beside the list.
          ...(detail.length <= SHORT ? { detail } : {}),
          ...(info || detail.length > SHORT
            ? { info: detail.length > SHORT ? [detail, info].filter(Boolean).join('\n\n') : info }
            : {}),
          boost: kind === 'variable' ? 1 : 0,
        })),
      }
    );
  };
}

const SHORT = 36;

/** Where a word is no name: nothing is offered, and Enter stays Enter. */
const PLAIN_TEXT = ['String', 'TemplateString', 'LineComment', 'BlockComment', 'RegExp'];
