import { noted } from '../changes.ts';
import { formatted } from '../commands/date.ts';
import type { NodeState } from '../state.ts';

/** Somebody else on the node, with an account of their own and a terminal. */
export const COLLEAGUE = 'alex';
const TTY = 'pts/1';
const UID = 1000;
/** The name stands at the right of so many columns (sudo plugins/sudoers/logging.c, FMT_FIRST). */
const NAME_WIDTH = 8;

/** The colleague runs a command with sudo, which leaves its lines in the journal; `act` is what the command does. */
export function asRoot(
  state: NodeState,
  command: string,
  act: (state: NodeState) => NodeState,
): NodeState {
  const pid = state.nextPid;
  const say = (text: string) => ({ unit: 'sudo' as const, pid, text });
  const session = (text: string) => say(`pam_unix(sudo:session): session ${text}`);
  const begun = noted(
    { ...state, nextPid: pid + 3 },
    say(
      `${COLLEAGUE.padStart(NAME_WIDTH)} : TTY=${TTY} ; PWD=/home/${COLLEAGUE} ; USER=root ; COMMAND=${command}`,
    ),
    session(`opened for user root(uid=0) by ${COLLEAGUE}(uid=${UID})`),
  );
  return noted(act(begun), session('closed for user root'));
}

/** What wall(1) writes to every terminal. */
export function broadcast({ time }: NodeState, text: string): string {
  const clock = formatted('%a %b %e %H:%M:%S %Y', time);
  return `\nBroadcast message from ${COLLEAGUE}@lab (${TTY}) (${clock}):\n\n${text}\n\n`;
}
