import type { Edge } from '../../evidence/pprof/peek.ts';
import { bar, exact, named, said, share } from './amounts.ts';
import type { PeekPanel as Found } from './answer.ts';
import type { PanelProps } from './data.ts';
import { FuncName } from './func-name.tsx';

interface PeekPanelProps extends PanelProps {
  readonly panel: Found;
}

/** A function between those who call it and those it calls. */
export function PeekPanel(props: PeekPanelProps) {
  const { panel, answer, word, locale, state } = props;
  const { peek, func } = panel;
  const { unit } = answer.sampleType;
  return (
    <>
      <Chooser {...props} />
      {!peek ? (
        <p class="pf-note">
          {word(state.func === '' ? 'profile.empty' : 'profile.noFunction', {
            func,
            type: answer.sampleType.type,
          })}
        </p>
      ) : (
        <>
          <Edges {...props} edges={peek.callers} title={word('profile.callers')} of={peek.cum} />
          <div class="pf-middle">
            <p class="code" title={func}>
              <b>{named(func).short}</b>
            </p>
            <p class="pf-place code">
              {func} · {peek.file}
            </p>
            <p>
              {word('profile.flat')} <b title={exact(peek.flat, unit)}>{said(peek.flat, unit)}</b> (
              {share(peek.flat, answer.total, locale)}) · {word('profile.cum')}{' '}
              <b title={exact(peek.cum, unit)}>{said(peek.cum, unit)}</b> (
              {share(peek.cum, answer.total, locale)})
            </p>
          </div>
          <Edges {...props} edges={peek.callees} title={word('profile.callees')} of={peek.cum} />
        </>
      )}
    </>
  );
}

function Chooser({ id, panel, state, update, word, live }: PeekPanelProps) {
  if (!live) return null;
  const choose = (text: string) => {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return;
    const func =
      panel.names.find((name) => name === text.trim()) ??
      panel.names.find((name) => name.toLowerCase().includes(wanted)) ??
      text.trim();
    update({ ...state, func });
  };
  return (
    <form
      class="pf-choice"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('func');
        if (typeof text === 'string') choose(text);
      }}
    >
      <label class="pf-sample">
        <span>{word('profile.function')}</span>
        <input
          class="field"
          name="func"
          list={`${id}-names`}
          spellcheck={false}
          autocomplete="off"
          key={panel.func}
          defaultValue={panel.func}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </label>
      <datalist id={`${id}-names`}>
        {panel.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" class="b">
        {word('profile.show')}
      </button>
    </form>
  );
}

function Edges(
  props: PeekPanelProps & {
    readonly edges: readonly Edge[];
    readonly title: string;
    /** What shares are of: all that passes through the function. */
    readonly of: Edge['value'];
  },
) {
  const { edges, title, of, answer, word, locale } = props;
  const { unit } = answer.sampleType;
  if (edges.length === 0) return <p class="pf-note">{`${title}: ${word('profile.none')}`}</p>;
  return (
    <table class="pf-table">
      <caption class="pf-caption">{`${title} (${edges.length})`}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{answer.sampleType.type}</th>
          <th scope="col">{word('profile.shareOfCum')}</th>
          <th scope="col">{word('profile.function')}</th>
        </tr>
      </thead>
      <tbody>
        {edges.map(({ func, value }) => (
          <tr key={func}>
            <td class="pf-number pf-bar" title={exact(value, unit)}>
              {said(value, unit)}
              <i style={{ inlineSize: bar(value, of) }} aria-hidden="true" />
            </td>
            <td class="pf-number">{share(value, of, locale)}</td>
            <th scope="row" class="pf-where code">
              <FuncName {...props} func={func} />
            </th>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
