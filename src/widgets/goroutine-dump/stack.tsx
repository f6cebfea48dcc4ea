import type { ComponentChildren } from 'preact';
import type { Frame } from '../../evidence/goroutine/types.ts';
import type { Word } from '../contract.ts';
import { inLibrary, place, shortFunc } from './names.ts';
import type { StackFacts } from './overview.ts';

interface StackProps {
  readonly stack: StackFacts;
  readonly word: Word;
}

/** A stack in one line: the frame that tells what it is about, and the one that says whose work it is. */
export function StackTitle({ stack, instead }: Pick<StackProps, 'stack'> & { instead: string }) {
  const { telling, root } = stack;
  if (!telling) return <span class="gd-title code">{instead}</span>;
  return (
    <span class="gd-title code">
      {shortFunc(telling.func)} <b>{place(telling)}</b>
      {root && root !== telling && (
        <span class="gd-root">
          {' ← '}
          {shortFunc(root.func)} <b>{place(root)}</b>
        </span>
      )}
    </span>
  );
}

/** What stands under the title: the innermost frame where it is another one, and who created it. */
export function StackOrigin({ stack, word }: StackProps) {
  const { top, telling, createdBy } = stack;
  return (
    <>
      {top && top !== telling && (
        <span>{word('goroutine-dump.top', { func: `${shortFunc(top.func)} ${place(top)}` })}</span>
      )}
      {createdBy && (
        <span>
          {word('goroutine-dump.createdBy', {
            func: `${shortFunc(createdBy.func)} ${place(createdBy)}`,
          })}
        </span>
      )}
    </>
  );
}

/** The whole stack, as the runtime prints it; `children` stand below. */
export function Stack(props: StackProps & { readonly children?: ComponentChildren }) {
  const { stack, word, children } = props;
  const { frames, createdBy, elided } = stack;
  return (
    <>
      <ol>
        {frames.map((frame, depth) => (
          <FrameLine key={depth} frame={frame} word={word} />
        ))}
      </ol>
      {elided !== 0 && (
        <p>
          {elided > 0
            ? word('goroutine-dump.elided', { n: elided })
            : word('goroutine-dump.elidedSome')}
        </p>
      )}
      {createdBy && (
        <p class="gd-created code">
          {word('goroutine-dump.createdBy', { func: createdBy.func })}
          <br />
          {createdBy.file}:{createdBy.line}
        </p>
      )}
      {children}
    </>
  );
}

function FrameLine({ frame, word }: { readonly frame: Frame; readonly word: Word }) {
  return (
    <li class={inLibrary(frame) ? 'gd-frame gd-standard' : 'gd-frame'}>
      <span>
        {frame.func}
        {frame.inlined && <em> {word('goroutine-dump.inlined')}</em>}
      </span>
      {frame.file !== '' && (
        <span>
          {frame.file}:{frame.line}
        </span>
      )}
    </li>
  );
}
