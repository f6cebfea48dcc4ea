import { named } from './amounts.ts';
import type { ProfileViewProps } from './data.ts';

/** A function's name in a table: short, its package behind it, whole in the title; in the page it opens its callers and callees. */
export function FuncName({
  func,
  state,
  update,
  live,
  word,
}: Pick<ProfileViewProps, 'state' | 'update' | 'live' | 'word'> & { readonly func: string }) {
  const { short, package: of } = named(func);
  const text = (
    <>
      {short} {of.includes('/') && <small>{of}</small>}
    </>
  );
  if (!live) return <span title={func}>{text}</span>;
  return (
    <button
      type="button"
      class="pf-func"
      title={`${func} · ${word('profile.peekAt')}`}
      onClick={() => update({ ...state, view: 'peek', func })}
    >
      {text}
    </button>
  );
}
