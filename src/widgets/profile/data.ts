import type { ViewProps } from '../contract.ts';
import type { Answer, Question, Reading } from './answer.ts';
import type { Refusal } from './finding.ts';
import { codec, type ProfileState } from './state.ts';

/** A file that is shown, by the name a person knows it by; its bytes are kept to be read again beside another base. */
export interface Source {
  readonly name: string;
  readonly own: boolean;
  readonly file: Blob;
}

/** What stands beside the state: the files that were read, and the last answer. */
export interface ProfileData {
  readonly source: Source;
  readonly base: Source | null;
  /** True: another widget chooses the file, and this one offers no other. */
  readonly fixed?: boolean;
  /** Null where a link names a file that is no profile: then `refusal` says what it is. */
  readonly reading: Reading | null;
  readonly answer: Answer | null;
  readonly refusal: Refusal | null;
}

export type ProfileViewProps = ViewProps<ProfileState, ProfileData>;

/** The same once there is an answer: what the panels get. */
export interface PanelProps extends ProfileViewProps {
  readonly answer: Answer;
}

/** Rows before the reader asks for more; fewer where nobody can ask. */
export const PAGE = 40;
/** Of a difference fewer, since its flame stands below them. */
const DIFF_PAGE = 12;
export const STILL_ROWS = 15;

/** What a state asks. Parts that its view does not look at are left as they are at first: they ask nothing new. */
export function questionOf(state: ProfileState, limit: number = PAGE): Question {
  const { initial } = codec;
  const { view } = state;
  const table = view === 'top' || view === 'diff' ? state : initial;
  const tree = view === 'flame' || view === 'diff' ? state : initial;
  return {
    view,
    type: state.type,
    focus: state.focus,
    ignore: state.ignore,
    search: table.search,
    sort: table.sort,
    up: table.up,
    limit: view === 'diff' && limit === PAGE ? DIFF_PAGE : table === state ? limit : PAGE,
    func: view === 'peek' ? state.func : '',
    reversed: tree.reversed,
    byPackage: tree.byPackage,
  };
}
