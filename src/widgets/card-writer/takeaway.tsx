import { useRef, useState } from 'preact/hooks';
import { EMPTY, HOSTS, isBlank } from '../../lesson/card/card.ts';
import type { Locale, Word } from '../contract.ts';
import { OpenButton } from '../files/open-button.tsx';
import { mayNotSave, saveFile } from '../files/save.ts';
import { useDrop } from '../files/use-drop.ts';
import { Begin } from './begin.tsx';
import { FILE_NAME, fileText } from './file-text.ts';
import { isOwnMachine } from './host.ts';
import { type Opened, openCard } from './open-file.ts';
import { OpenedNote } from './opened-note.tsx';
import { printCard } from './print.ts';
import { LINK_ROOM, linkLength } from './state.ts';
import type { AtCard } from './use-card.ts';

interface TakeawayProps {
  readonly id: string;
  readonly at: AtCard;
  readonly site: string;
  readonly locale: Locale;
  readonly word: Word;
  readonly say: (text: string) => void;
}

/** Takes the card away, brings it back, begins again. */
export function Takeaway({ id, at, site, locale, word, say }: TakeawayProps) {
  const { card } = at;
  const bar = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<{ name: string; what: Opened } | null>(null);
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const text = fileText(card, site, locale, word);
  /** A frame whose origin is opaque (sandboxed, as our embeds are pasted) may neither save nor print. */
  const sealed = mayNotSave();

  const take = async (file: Blob, name: string) => {
    const what = await openCard(file);
    setOpened({ name, what });
    if (what.ok) at.replace(what.card);
    say(word(what.ok ? 'card-writer.didOpen' : `card-writer.open.${what.problem}`, { name }));
  };
  const over = useDrop(bar, true, ({ files: [file], text: dropped }) => {
    if (file) void take(file, file.name);
    else if (dropped !== '') void take(new Blob([dropped]), word('card-writer.droppedText'));
  });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2500);
      say(word('card-writer.didCopy'));
    } catch {
      setShown(true);
      say(word('card-writer.copyByHand'));
    }
  };
  const save = () => {
    if (sealed) return setShown(true);
    saveFile(text, FILE_NAME, 'text/markdown;charset=utf-8');
    say(word('card-writer.didSave', { name: FILE_NAME }));
  };
  const long = linkLength(card);

  return (
    <section class="cw-take" ref={bar} data-over={over} aria-labelledby={`${id}-take`}>
      <p class="cw-h" id={`${id}-take`}>
        {word('card-writer.take')}
      </p>
      <fieldset class="cw-hosts">
        <legend>{word('card-writer.host')}</legend>
        {HOSTS.map((host) => (
          <label key={host}>
            <input
              type="radio"
              name={`${id}-host`}
              checked={card.host === host}
              onChange={() => at.edit({ ...card, host })}
            />
            <span>{word(`card-writer.host.${host}`)}</span>
          </label>
        ))}
      </fieldset>
      <p class="cw-soft">
        {word(`card-writer.hostNote.${card.host}`, { site: new URL(site).host })}
        {isOwnMachine(site) && card.embeds.length > 0 && (
          <strong> {word('card-writer.ownMachine', { site })}</strong>
        )}
      </p>
      <div class="cw-acts">
        <button type="button" class="b b-go" onClick={() => void copy()}>
          {word(copied ? 'widget.copied' : 'card-writer.copy')}
        </button>
        <button type="button" class="b" onClick={save}>
          {word('card-writer.save', { name: FILE_NAME })}
        </button>
        {!sealed && (
          <button type="button" class="b" onClick={printCard}>
            {word('card-writer.print')}
          </button>
        )}
        <button
          type="button"
          class="b"
          aria-expanded={shown}
          aria-controls={`${id}-file`}
          onClick={() => setShown(!shown)}
        >
          {word('card-writer.showFile')}
        </button>
      </div>
      <div id={`${id}-file`} hidden={!shown}>
        {shown && (
          <textarea
            class="field cw-file"
            readOnly
            rows={12}
            aria-label={word('card-writer.fileText', { name: FILE_NAME })}
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </div>
      {long > LINK_ROOM && (
        <p class="cw-soft cw-long">
          {word('card-writer.linkTooLong', { n: long, most: LINK_ROOM, name: FILE_NAME })}
        </p>
      )}
      <div class="cw-acts cw-back">
        <OpenButton
          label={word('card-writer.openFile')}
          take={([file]) => void take(file, file.name)}
        />
        <Begin
          disabled={isBlank(card)}
          word={word}
          begin={() => {
            setOpened(null);
            at.replace({ ...EMPTY, host: card.host });
            say(word('card-writer.didBegin'));
          }}
        />
        {at.before && (
          <button
            type="button"
            class="b cw-swap"
            onClick={() => {
              setOpened(null);
              at.swap();
              say(word('card-writer.didSwap'));
            }}
          >
            {word('card-writer.swap')}
          </button>
        )}
        <p class="cw-soft">{word(over ? 'card-writer.dropHere' : 'card-writer.files')}</p>
      </div>
      {opened && <OpenedNote {...opened} word={word} close={() => setOpened(null)} />}
    </section>
  );
}
