import { type At, formatAt, parseAt } from '../../evidence/ttrpc/at.ts';
import { type Decoded, decode, type Match } from '../../evidence/ttrpc/decode.ts';
import type { Position } from '../../evidence/ttrpc/positions.ts';
import type { Locale, Word } from '../contract.ts';
import { actors, refusal, TAG_LOOK } from './phrases.ts';

interface CardProps {
  readonly word: Word;
  readonly locale: Locale;
}

/** What a typed line means, or what is wrong with it. */
export function TypedLine({ text, ...props }: CardProps & { readonly text: string }) {
  const { word } = props;
  const parsed = parseAt(text);
  if (!parsed.ok) {
    return (
      <p class="ld-refused">
        {word(`ttrpc.problem.${parsed.problem}`, { at: parsed.at })}{' '}
        {word(`ttrpc.hint.${parsed.hint}`)}
      </p>
    );
  }
  return (
    <DecodedLine
      {...props}
      at={parsed.at}
      decoded={decode(parsed.at, parsed.version ?? undefined)}
    />
  );
}

/** Every meaning of a line, each with its versions, and why the line does not tell more. */
export function DecodedLine({
  decoded,
  at,
  word,
  locale,
}: CardProps & { readonly decoded: Decoded; readonly at: At }) {
  if (!decoded.ok) return <p class="ld-refused">{refusal(decoded, word, locale)}</p>;
  return (
    <div class="ld-meanings">
      {decoded.matches.map((match) => (
        <Meaning
          key={`${match.kind} ${match.actor} ${match.func} ${match.versions.join()}`}
          match={match}
          word={word}
          locale={locale}
        />
      ))}
      {decoded.doubts.map((doubt) => (
        <p key={doubt} class="ld-doubt">
          {word(`ttrpc.doubt.${doubt}`, {
            at: formatAt(at),
            version: decoded.matches[0]?.versions[0] ?? '',
          })}
        </p>
      ))}
    </div>
  );
}

function Meaning({ match, word, locale }: CardProps & { readonly match: Match }) {
  const { kind, positions, versions, seen } = match;
  const alone = positions.length === 1 ? positions[0] : undefined;
  const main = kind === 'creation' ? undefined : (alone ?? sameWait(positions));
  return (
    <article class="ld-meaning">
      <header>
        <strong>{word(`ttrpc.actor.${match.actor}`)}</strong>{' '}
        {alone && kind !== 'creation' && (
          <span class={TAG_LOOK[alone.posture]}>{word(`ttrpc.tag.${alone.posture}`)}</span>
        )}
        <span class="ld-kind">{word(`ttrpc.kind.${kind}`)}</span>
      </header>
      <code class="ld-func">{match.func}</code>
      {kind === 'creation' ? (
        <p>{word('line-decoder.creation')}</p>
      ) : (
        (main ? [main] : positions).map((one) => (
          <p key={one.id}>{word(`ttrpc.position.${one.id}`)}</p>
        ))
      )}
      <dl>
        {main && (
          <>
            <dt>{word('line-decoder.waitsFor')}</dt>
            <dd>{word(`ttrpc.waits.${main.waits ?? 'nothing'}`)}</dd>
          </>
        )}
        {main?.holds && (
          <>
            <dt>{word('line-decoder.meanwhile')}</dt>
            <dd>{word(`ttrpc.holds.${main.holds}`)}</dd>
          </>
        )}
        {match.frees.length > 0 && (
          <>
            <dt>{word('line-decoder.freedBy')}</dt>
            <dd>{actors(match.frees, word, locale)}</dd>
          </>
        )}
        {match.edges.length > 0 && (
          <>
            <dt>{word('line-decoder.inCircle')}</dt>
            <dd>
              {match.edges
                .map(({ step, of }) => word('line-decoder.step', { step, of }))
                .filter((text, i, all) => all.indexOf(text) === i)
                .join('; ')}
            </dd>
          </>
        )}
        <dt>ttrpc</dt>
        <dd>
          <ul class="ld-versions">
            {versions.map((version) => (
              <li key={version} data-seen={seen.includes(version)}>
                {version}
                <span class="visually-hidden">
                  {' '}
                  {word(seen.includes(version) ? 'line-decoder.seen' : 'line-decoder.readOnly')}
                </span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </article>
  );
}

/** The header and the body of a message are read at one line: the first of the two speaks for both. */
function sameWait(positions: readonly Position[]): Position | undefined {
  const [first, ...rest] = positions;
  return first?.waits === 'bytes' && rest.every((one) => one.waits === 'body') ? first : undefined;
}
