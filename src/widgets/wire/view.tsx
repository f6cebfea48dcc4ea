import { useMemo, useRef, useState } from 'preact/hooks';
import { Choose } from './choose.tsx';
import { Dump } from './dump.tsx';
import { Editor } from './editor.tsx';
import { Lead } from './lead.tsx';
import { Lit } from './lit.tsx';
import { findPart, tellPart, toldAloud } from './phrases.ts';
import type { WireViewProps } from './props.ts';
import { Scale } from './scale.tsx';
import { shownOf } from './shown.ts';

/** A frame as an annotated dump: its bytes to scale, then field by field as hex with what each means beside it. */
export function View(props: WireViewProps) {
  const { id, state, data, word, live, update, say } = props;
  const shown = useMemo(
    () => shownOf(state, data),
    [state.sample, state.own, state.frame, state.edited, data],
  );
  const [over, setOver] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const hovered = over !== '' && findPart(shown.parts, over) !== null;
  const lit = hovered ? over : (findPart(shown.parts, state.part)?.piece.path ?? '');
  const light = (path: string) => {
    update({ ...state, part: path });
    const told = tellPart(shown, path, word);
    if (told) say(toldAloud(told));
  };
  const go = (path: string) => {
    light(path);
    root.current?.querySelector<HTMLElement>(`.wr-dump [data-path="${path}"]`)?.focus();
  };
  return (
    <div class="wr" ref={root}>
      {live && <Choose {...props} />}
      <Lead {...props} shown={shown} go={go} />
      <Scale shown={shown} lit={lit} word={word} over={live ? setOver : null} light={light} />
      <div class="wr-main">
        <Dump
          id={id}
          shown={shown}
          lit={lit}
          kept={state.part}
          word={word}
          live={live}
          over={setOver}
          go={go}
        />
        <div class="wr-side">
          <Lit told={tellPart(shown, lit, word)} word={word} live={live} />
          {live && (
            <Editor
              key={`${state.sample} ${state.own.length} ${shown.number}`}
              {...props}
              shown={shown}
            />
          )}
        </div>
      </div>
    </div>
  );
}
