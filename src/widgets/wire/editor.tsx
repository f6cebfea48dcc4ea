import { useState } from 'preact/hooks';
import { codeNames } from '../../model/ttrpc/wire/codes.ts';
import type { Frame } from '../../model/ttrpc/wire/frame.ts';
import { editedHex, type FieldName, fieldsOf, MOST_PAYLOAD, withField } from './edit.ts';
import { Field } from './field.tsx';
import { changesInWords } from './phrases.ts';
import type { WireViewProps } from './props.ts';
import { type Shown, shownOf } from './shown.ts';

type EditorProps = WireViewProps & { readonly shown: Shown };

/** The fields of the frame, to be changed; the bytes follow at every key. Folded until it is asked for. */
export function Editor(props: EditorProps) {
  const { shown, word } = props;
  // Open for a link that brings a change; from then on as the reader leaves it.
  const [open] = useState(shown.changes !== null);
  if (!shown.frame) return <p class="wr-note">{word('wire.edit.none')}</p>;
  const { frame } = shown.frame;
  const fields = fieldsOf(frame);
  const whole = fields.some(([name]) => name === 'payload');
  return (
    <details class="wr-edit" open={open}>
      <summary>{word('wire.edit')}</summary>
      <div class="wr-fields">
        {fields.map(([name, value]) => (
          <FieldOf key={name} {...props} frame={frame} name={name} value={value} />
        ))}
      </div>
      <p class="wr-note">
        {word('wire.edit.note')} {!whole && word('wire.edit.long', { n: MOST_PAYLOAD })}
      </p>
    </details>
  );
}

function FieldOf(
  props: EditorProps & {
    readonly frame: Frame;
    readonly name: FieldName;
    readonly value: string;
  },
) {
  const { id, state, data, frame, name, value, word, update, say } = props;
  return (
    <Field
      id={`${id}-edit-${name}`}
      label={word(`wire.field.${name}`)}
      hint={name === 'timeout' || name === 'metadata' ? word(`wire.field.${name}.hint`) : ''}
      value={value}
      lines={name === 'metadata' || name === 'payload'}
      choices={name === 'code' ? codeChoices(value, word('wire.field.code.none')) : null}
      refusal={word(`wire.refused.${name}`)}
      commit={(text) => {
        const changed = withField(frame, name, text);
        if (!changed) return false;
        const next = { ...state, edited: editedHex(changed) };
        const after = shownOf(next, data);
        // What came back to what it was is no change.
        update(after.changes ? next : { ...next, edited: '' });
        say(after.changes ? changesInWords(after, word) : word('wire.undone'));
        return true;
      }}
      say={say}
    />
  );
}

/** No status, or a status with one of the codes; a code without a name stays in the list. */
function codeChoices(value: string, none: string): readonly (readonly [string, string])[] {
  const named = codeNames.map((name, code) => [String(code), `${code} ${name}`] as const);
  const odd = value !== '' && !named.some(([code]) => code === value);
  return [['', none], ...named, ...(odd ? [[value, value] as const] : [])];
}
