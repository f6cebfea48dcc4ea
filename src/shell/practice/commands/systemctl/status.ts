import { FORMS } from '../../journal/forms.ts';
import { journalOf } from '../../journal/journal.ts';
import { type Client, processes } from '../../processes.ts';
import type { NodeState } from '../../state.ts';
import { formatted } from '../date.ts';
import type { Unit } from './units.ts';

const LAST = 10;
/** Columns of a line that is not shown in full. */
const WIDTH = 120;
const MIB = 1024 * 1024;

/** `systemctl status` of systemd 247: the service, its processes and its last lines. */
export function statusOf(
  unit: Unit,
  state: NodeState,
  clients: readonly Client[],
  full: boolean,
): string[] {
  const { pid, started } = unit.main(state);
  const all = processes(state, clients);
  const own = all.filter((process) => unit.owns(process, state));
  const main = own.find((process) => process.pid === pid);
  const tasks = own.reduce((sum, { threads }) => sum + threads, 0);
  const held = own.reduce((sum, { rss }) => sum + rss, 0) / MIB;
  const cpu = own.reduce((sum, process) => sum + process.cpu, 0);
  const cut = (line: string) =>
    full || line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}\u2026`;
  const lines = journalOf(state)
    .filter((entry) => entry.units.includes(unit.name))
    .slice(-LAST)
    .map((entry) => cut(FORMS.short?.(entry, false) ?? ''));
  const width = Math.max(...own.map((process) => String(process.pid).length));
  return [
    `\u25cf ${unit.name} - ${unit.description}`,
    `     Loaded: loaded (${unit.file}; enabled; vendor preset: enabled)`,
    ...(unit.dropIn === null
      ? []
      : [
          `    Drop-In: /etc/systemd/system/${unit.name}.d`,
          `             \u2514\u2500${unit.dropIn}`,
        ]),
    `     Active: active (running) since ${formatted('%a %Y-%m-%d %H:%M:%S %Z', started)}; ${ago(state.time - started)} ago`,
    `       Docs: ${unit.docs}`,
    `   Main PID: ${pid} (${main?.comm})`,
    `      Tasks: ${tasks}${unit.name === 'kubelet.service' ? ' (limit: 19190)' : ''}`,
    `     Memory: ${held.toFixed(1)}M`,
    `        CPU: ${spanOf(cpu)}`,
    `     CGroup: /system.slice/${unit.name}`,
    ...own.map((process, i) => {
      const branch = i === own.length - 1 ? '\u2514' : '\u251c';
      return cut(
        `             ${branch}\u2500${String(process.pid).padStart(width)} ${process.args}`,
      );
    }),
    ...(lines.length > 0 ? ['', ...lines] : []),
  ];
}

/** `1 weeks 3 days`, `2h 5min`, `12s`: two parts, as systemd says how long ago something was. */
function ago(seconds: number): string {
  const whole = Math.floor(seconds);
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24];
  if (days >= 7) {
    const rest = days % 7;
    return `${Math.floor(days / 7)} weeks${rest > 0 ? ` ${rest} days` : ''}`;
  }
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'}${hours > 0 ? ` ${hours}h` : ''}`;
  const minutes = Math.floor(whole / 60) % 60;
  if (hours > 0) return `${hours}h${minutes > 0 ? ` ${minutes}min` : ''}`;
  if (minutes > 0) return `${minutes}min${whole % 60 > 0 ? ` ${whole % 60}s` : ''}`;
  return `${whole}s`;
}

/** `4h 29min 16.800s`: processor time. */
function spanOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${(seconds % 60).toFixed(3)}s`;
  return [hours > 0 ? `${hours}h` : '', hours + minutes > 0 ? `${minutes}min` : '', rest]
    .filter((part) => part !== '')
    .join(' ');
}
