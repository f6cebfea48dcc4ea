import { quote } from '../../model/dump/log.ts';
import type { Chance } from './chance.ts';
import { type Goroutine, relocated, type Snapshot } from './goroutine.ts';

export type Process = 'shim' | 'containerd' | 'kubelet';

/** What stands around a dump. */
interface Around {
  readonly process: Process;
  /** What made it, in words that a person greps for; it tells nothing of what is in it. */
  readonly origin: string;
  /** When it was taken, milliseconds since 1970. */
  readonly time: number;
}

/** A snapshot as a dump's text, its goroutines numbered as a process numbers them that has run for some time. */
export function dumpOf({ writer, main, others }: Snapshot, chance: Chance): string {
  let next = chance.whole(17, 40);
  const numbered = others.map((one): readonly [number, Goroutine] => {
    next += chance.percent(70) ? 1 : chance.size(2, 90);
    return [next, one];
  });
  const all: readonly (readonly [number, Goroutine])[] = [
    [chance.whole(4, 15), writer],
    ...(main ? [[1, main] as const] : []),
    ...numbered,
  ];
  return relocated(all.map(printed).join('\n\n'), chance.whole(0, 0xfff));
}

function printed([id, { state, stack, minutes }]: readonly [number, Goroutine]): string {
  const parked = state !== 'running' && state !== 'runnable';
  const waited = parked && minutes > 0 ? `, ${minutes} minutes` : '';
  return `goroutine ${id} [${state}${waited}]:\n${stack}`;
}

/**
 * A dump as it comes to an engineer: of containerd and of a shim as containerd's log has it after SIGUSR1, one record behind the
 * record that says what made it; of kubelet as debug=2 gives it, behind such a line.
 */
export function handedOver(dump: string, around: Around, chance: Chance): string {
  const { process, origin, time } = around;
  if (process === 'kubelet') return `# ${origin}\n${dump}\n`;
  const fields = process === 'shim' ? shimFields(chance) : '';
  const message = `=== BEGIN goroutine stack dump ===\n${dump}\n\n=== END goroutine stack dump ===`;
  return record(time, origin, '') + record(time + 1, message, fields);
}

/** One line of logrus's text form: containerd@v1.4.12 vendor/github.com/sirupsen/logrus/text_formatter.go. */
function record(time: number, message: string, fields: string): string {
  const stamp = new Date(time).toISOString().replace('Z', '000000Z');
  return `time="${stamp}" level=info msg=${quote(message)}${fields}\n`;
}

/** What containerd adds to a shim's record. */
function shimFields(chance: Chance): string {
  const digit = () => chance.whole(0, 15).toString(16);
  const id = Array.from({ length: 64 }, digit).join('');
  const path = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}`;
  return ` namespace=k8s.io path=${path} pid=${chance.whole(900, 60_000)}`;
}
