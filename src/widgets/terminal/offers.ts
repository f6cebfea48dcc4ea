import { HOME, isPlace } from '../../shell/files.ts';
import { POSTED, type TerminalState } from './state.ts';

/** Lines worth trying in each folder, in an order that leads somewhere. Language-free, like every line of a shell. */
export const OFFERS: Readonly<Record<TerminalState['cwd'], readonly string[]>> = {
  home: [
    'cat ~/README',
    'ls ~/*',
    'grep -c server.go:404 ~/*/shim.goroutine.profile',
    'cd ~/captured',
  ],
  post: [
    POSTED,
    "awk '{print $1}' shim.goroutine.profile | uniq -c | sort -rn | head -n 3",
    'echo $(( $(grep -c :438 shim.goroutine.profile) + $(grep -c :444 shim.goroutine.profile) ))',
    'cat README',
  ],
  captured: [
    POSTED,
    `awk 'BEGIN{RS=""} /server.go:(404|459)/{print $0 "\\n"}' shim.goroutine.profile`,
    "sed 's/\\\\n/\\n/g; s/\\\\t/\\t/g' shim.log | head -n 12",
    `awk '$4 > 200000 {print $3, $4, $NF}' ss-xmp.txt`,
    'cat README',
  ],
  'size-169': [
    POSTED,
    "grep -E 'client.go:(153|161|209|259)' client.goroutine.profile | sort | uniq -c | sort -rn",
    `awk 'BEGIN{RS=""} /client.go:(209|259)/{print $0 "\\n"}' client.goroutine.profile`,
    'cat README',
  ],
  idle: [
    POSTED,
    'diff <(grep -o "server.go:[0-9]*" ../captured/shim.goroutine.profile | sort -u) <(grep -o "server.go:[0-9]*" shim.goroutine.profile | sort -u)',
    "awk '{print $3, $4}' ss-xmp.txt | sort | uniq -c",
    'cat README',
  ],
  'look-alike': [
    POSTED,
    "grep -c 'server.go:404\\|server.go:459' shim.goroutine.profile",
    `awk '/^goroutine /{h=$0} /server.go:438/{sub(/.*\\[/,"",h); sub(/[],].*/,"",h); c[h]++} END{for (s in c) print c[s], s}' shim.goroutine.profile`,
    'cat README',
  ],
};

/** What is offered in a folder: the author's lines, or those of the folder the shell is in now. */
export function offersOf(state: TerminalState, cwd: string): readonly string[] {
  if (state.offer.length > 0) return state.offer;
  const place = cwd.slice(HOME.length + 1);
  return OFFERS[isPlace(place) ? place : 'home'];
}
