import type { Granularity } from '../../../../evidence/pprof/nodes.ts';
import { type FlagKind, type Flags, isSet, lastOf, readFlags } from './flags.ts';

/** What a line asks of pprof. */
export interface Settings {
  readonly format: 'top' | 'peek' | 'comments' | null;
  /** Pattern of -peek. */
  readonly pattern: string;
  readonly sources: readonly string[];
  readonly bases: readonly string[];
  /** Percentages are of the base. */
  readonly ofBase: boolean;
  /** Name or number of the sample type; '' for the profile's own. */
  readonly index: string;
  readonly by: Granularity;
  readonly sort: 'flat' | 'cum';
  readonly nodes: number;
  readonly fraction: number;
  readonly unit: string;
  readonly focus: string;
  readonly ignore: string;
  readonly relative: boolean;
  readonly compact: boolean;
  /** Seconds of a profile over time; 0: as the endpoint has it. */
  readonly seconds: number;
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
}

/** Flags that work here. Those that change nothing are left in: names come with the profile, and text has no edges. */
const KNOWN: Readonly<Record<string, FlagKind>> = {
  top: 'boolean',
  text: 'boolean',
  peek: 'text',
  comments: 'boolean',
  cum: 'boolean',
  flat: 'boolean',
  nodecount: 'whole',
  nodefraction: 'number',
  edgefraction: 'number',
  trim: 'boolean',
  base: 'list',
  diff_base: 'list',
  sample_index: 'text',
  inuse_space: 'boolean',
  inuse_objects: 'boolean',
  alloc_space: 'boolean',
  alloc_objects: 'boolean',
  unit: 'text',
  focus: 'text',
  ignore: 'text',
  relative_percentages: 'boolean',
  compact_labels: 'boolean',
  functions: 'boolean',
  lines: 'boolean',
  files: 'boolean',
  seconds: 'whole',
  timeout: 'whole',
  symbolize: 'text',
  tls_ca: 'text',
  tls_cert: 'text',
  tls_key: 'text',
};

/** Formats and flags of the real one that need a browser, a source tree, graphviz or a terminal of their own. */
const ELSEWHERE = new Set(
  'http no_browser web weblist list disasm svg png gif pdf ps dot gv eog evince kcachegrind callgrind tree traces tags raw proto topproto hide show show_from tagfocus tagignore tagshow taghide tagroot tagleaf drop_negative divide_by mean normalize noinlines call_tree addresses filefunctions output add_comment buildid tools prune_from intel_syntax source_path trim_path total_delay contentions mean_delay'.split(
    ' ',
  ),
);

const HINT = `(the practice node knows: ${Object.keys(KNOWN)
  .map((name) => `-${name}`)
  .join(' ')})`;
const USAGE = `usage:

Produce output in the specified format.

   pprof <format> [options] [binary] <source> ...

${HINT}`;

const VALUES = ['inuse_space', 'inuse_objects', 'alloc_space', 'alloc_objects'] as const;
const NODE_FRACTION = 0.005;

/** Reads the words behind `pprof`. A text instead says what is wrong with them; pprof then exits with 2. */
export function readSettings(args: readonly string[]): Settings | string {
  const elsewhere = args
    .map((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? '')
    .find((name) => ELSEWHERE.has(name));
  if (elsewhere === 'http' || elsewhere === 'web' || elsewhere === 'weblist') {
    return `pprof: -${elsewhere}: there is no browser here, use -top or -peek=REGEX\n${HINT}`;
  }
  if (elsewhere !== undefined) return `pprof: -${elsewhere} does not work here\n${HINT}`;
  const flags = readFlags(args, KNOWN);
  if (typeof flags === 'string') return `${flags}\n${USAGE}`;
  if (flags.operands.length === 0) return 'no profile source specified';
  const formats = ['top', 'text', 'peek', 'comments'].filter((name) => given(flags, name));
  if (formats.length > 1) return 'must set at most one output format';
  const bases = flags.given.get('base') ?? [];
  const diffs = flags.given.get('diff_base') ?? [];
  if (bases.length > 0 && diffs.length > 0) {
    return '-base and -diff_base flags cannot both be specified';
  }
  if (isSet(flags, 'cum') && isSet(flags, 'flat')) return 'conflicting options set: [cum flat]';
  const [format = null] = formats;
  const trimmed = format !== 'peek' && (!flags.given.has('trim') || isSet(flags, 'trim'));
  return {
    format: format === 'text' ? 'top' : (format as Settings['format']),
    pattern: lastOf(flags, 'peek') ?? '',
    sources: flags.operands,
    bases: diffs.length > 0 ? diffs : bases,
    ofBase: diffs.length > 0,
    index: lastOf(flags, 'sample_index') ?? VALUES.find((name) => isSet(flags, name)) ?? '',
    by: isSet(flags, 'lines') ? 'line' : isSet(flags, 'files') ? 'file' : 'function',
    sort: isSet(flags, 'cum') ? 'cum' : 'flat',
    nodes: trimmed ? Math.max(0, Number(lastOf(flags, 'nodecount') ?? 0)) : 0,
    fraction: trimmed ? Number(lastOf(flags, 'nodefraction') ?? NODE_FRACTION) : 0,
    unit: lastOf(flags, 'unit') ?? 'minimum',
    focus: lastOf(flags, 'focus') ?? '',
    ignore: lastOf(flags, 'ignore') ?? '',
    relative: isSet(flags, 'relative_percentages'),
    compact: isSet(flags, 'compact_labels'),
    seconds: Number(lastOf(flags, 'seconds') ?? 0),
    tls: {
      ca: lastOf(flags, 'tls_ca') ?? '',
      cert: lastOf(flags, 'tls_cert') ?? '',
      key: lastOf(flags, 'tls_key') ?? '',
    },
  };
}

function given(flags: Flags, format: string): boolean {
  return format === 'peek' ? (lastOf(flags, 'peek') ?? '') !== '' : isSet(flags, format);
}
