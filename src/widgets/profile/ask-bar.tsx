import { said, share, typeLabel } from './amounts.ts';
import type { PanelProps } from './data.ts';
import { faultWord } from './pattern-words.ts';
import { regrow } from './state.ts';

/** What is counted, and which stacks count: sample type, focus, ignore. In the still it says in words what was asked. */
export function AskBar({ id, answer, word, live, state, update, locale }: PanelProps) {
  const { sampleType, facts, fault, total, whole, kept } = answer;
  const asked = !fault && (state.focus !== '' || state.ignore !== '');
  const { unit } = sampleType;
  const kind = word(`profile.form.${facts.form}`);
  const left = asked
    ? word('profile.keptOf', {
        n: kept,
        of: facts.samples,
        value: said(total, unit),
        whole: said(whole, unit),
        share: share(total, whole, locale),
      })
    : word('profile.total', { n: facts.samples, form: kind });
  return (
    <div class="pf-head">
      <p class="pf-sum">
        <strong class="pf-big" title={String(total)} data-testid="total">
          {said(total, unit)}
        </strong>{' '}
        <span>{typeLabel(sampleType.type, word)}</span>
        <span class="pf-facts">{left}</span>
      </p>
      {live && (
        <div class="pf-ask">
          <label class="pf-type">
            <span>{word('profile.type')}</span>
            <select
              class="field"
              value={sampleType.type}
              onChange={(event) => update(regrow(state, { type: event.currentTarget.value }))}
            >
              {facts.sampleTypes.map(({ type, unit: counted }) => (
                <option key={type} value={type}>
                  {typeLabel(type, word)}
                  {counted !== 'count' && counted !== 'bytes' && ` (${counted})`}
                </option>
              ))}
            </select>
          </label>
          {(['focus', 'ignore'] as const).map((part) => (
            <label key={part} class="pf-pattern">
              <span>{word(`profile.${part}`)}</span>
              <input
                class="field"
                type="search"
                spellcheck={false}
                autocomplete="off"
                value={state[part]}
                placeholder={word(`profile.${part}Hint`)}
                aria-invalid={fault?.part === part}
                aria-describedby={`${id}-fault`}
                onInput={(event) => update(regrow(state, { [part]: event.currentTarget.value }))}
              />
            </label>
          ))}
        </div>
      )}
      <p class="pf-fault" id={`${id}-fault`} aria-live="polite">
        {fault &&
          word('profile.fault', {
            part: word(`profile.${fault.part}`),
            at: fault.at + 1,
            text: faultWord(fault.problem, word),
          })}
      </p>
      {!live && asked && (
        <p class="pf-name code">
          {state.focus !== '' && `focus=${state.focus} `}
          {state.ignore !== '' && `ignore=${state.ignore}`}
        </p>
      )}
    </div>
  );
}
