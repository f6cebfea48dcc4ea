import { baseName } from '../../../../evidence/pprof/names.ts';
import type { Granularity } from '../../../../evidence/pprof/nodes.ts';
import { readPattern } from '../../../../evidence/pprof/pattern/pattern.ts';
import type { Profile } from '../../../../evidence/pprof/profile.ts';
import { total, weights } from '../../../../evidence/pprof/sums.ts';
import { compare, type Edge, graphOf, type Node, sorted } from './graph.ts';
import { label, percentage, scale, unitOf } from './measure.ts';

/** What a report shows. */
export interface Shown {
  readonly profile: Profile;
  /** Position of the sample type. */
  readonly type: number;
  readonly by: Granularity;
  readonly sort: 'flat' | 'cum';
  /** Most nodes, 0 for all, and the least share of the total that a node must have. */
  readonly nodes: number;
  readonly fraction: number;
  /** `minimum`, `auto` or a unit. */
  readonly unit: string;
  /** What percentages are of. */
  readonly total: number;
  /** `focus=ttrpc`, as the head names them. */
  readonly filters: readonly string[];
  readonly compact: boolean;
}

/** Sum of a type's values without their signs. */
export function totalOf(profile: Profile, type: number): number {
  return Number(total(weights(profile, type)));
}

/** `-top`: google/pprof internal/report printText, as vendored in go1.19. */
export function topText(shown: Shown): string {
  const trimmed = trim(shown);
  const { nodes, format } = trimmed;
  const share = (value: number) => percentage(value, shown.total);
  let sum = 0;
  const rows = nodes.map((node) => {
    sum += node.flat;
    const flat = format(node.flat).padStart(10);
    const cum = format(node.cum).padStart(10);
    return `${flat} ${share(node.flat)} ${share(sum)} ${cum} ${share(node.cum)}  ${node.name}${inlined(node)}`;
  });
  return lines([...head(shown, trimmed), '      flat  flat%   sum%        cum   cum%', ...rows]);
}

const RULE = '----------------------------------------------------------+-------------';
const LEGEND = '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ';

/** `-peek`: the functions whose name the pattern matches, between their callers and callees. Null if there is none. */
export function peekText(shown: Shown, source: string): string | null {
  const pattern = readPattern(source);
  if (!pattern.ok) return null;
  const trimmed = trim(shown);
  const { format } = trimmed;
  const share = (value: number) => percentage(value, shown.total);
  let sum = 0;
  const found = trimmed.nodes.filter(({ name }) => pattern.value.test(name));
  const blocks = found.flatMap((node) => {
    sum += node.flat;
    const edges = (all: ReadonlyMap<Node, Edge>) =>
      [...all]
        .sort(
          ([one, { weight }], [other, { weight: least }]) =>
            Math.abs(least) - Math.abs(weight) || compare(one.name, other.name),
        )
        .map(([{ name }, { weight, inline }]) => {
          const part = percentage(weight, node.cum);
          return `${format(weight).padStart(50)} ${part} |   ${name}${inline ? ' (inline)' : ''}`;
        });
    const flat = format(node.flat).padStart(10);
    const cum = format(node.cum).padStart(10);
    return [
      RULE,
      ...edges(node.callers),
      `${flat} ${share(node.flat)} ${share(sum)} ${cum} ${share(node.cum)}                | ${node.name}`,
      ...edges(node.callees),
    ];
  });
  if (found.length === 0) return null;
  return lines([...head(shown, trimmed), RULE, LEGEND, ...blocks, RULE]);
}

interface Trimmed {
  readonly nodes: readonly Node[];
  /** Below the fraction. */
  readonly dropped: number;
  /** Nodes before the most were taken. */
  readonly of: number;
  format(value: number): string;
}

/** Small nodes go, then all beyond the most: internal/report newTrimmedGraph. */
function trim({
  profile,
  type,
  by,
  sort,
  nodes: most,
  fraction,
  unit,
  total: all,
}: Shown): Trimmed {
  const from = profile.sampleTypes[type]?.unit ?? '';
  let nodes = graphOf(profile, type, by, null);
  const flats = nodes.reduce((sum, { flat }) => sum + flat, 0);
  const cutoff = Math.abs(Math.trunc(flats * fraction));
  const kept = nodes.filter(({ cum }) => Math.abs(cum) >= cutoff);
  const dropped = nodes.length - kept.length;
  if (dropped > 0) nodes = graphOf(profile, type, by, new Set(kept.map(({ name }) => name)));
  nodes = sorted(nodes, sort);
  const of = nodes.length;
  if (most > 0 && most < of) {
    const names = nodes.slice(0, most).map(({ name }) => name);
    nodes = sorted(graphOf(profile, type, by, new Set(names)), sort);
  }
  const chosen = unitOf(
    unit,
    nodes.map(({ flat, cum }) => (flat === 0 ? cum : flat)),
    all,
    from,
  );
  return { nodes, dropped, of, format: (value) => label(value, from, chosen) };
}

function inlined({ callers }: Node): string {
  const edges = [...callers.values()];
  if (!edges.some(({ inline }) => inline)) return '';
  return edges.every(({ inline }) => inline) ? ' (inline)' : ' (partial-inline)';
}

/** The lines above the table: internal/report reportLabels. */
function head(shown: Shown, { nodes, dropped, of, format }: Trimmed): readonly string[] {
  const { total: all, fraction, filters } = shown;
  const sum = nodes.reduce((flats, { flat }) => flats + flat, 0);
  const few = all !== 0 && nodes.length > 0 && nodes.length < of;
  const least = format(Math.abs(Math.trunc(all * fraction)));
  return [
    ...(shown.compact ? [] : profileLabels(shown, format)),
    ...(filters.length > 0 ? ['Active filters:', ...filters.map(shortened)] : []),
    `Showing nodes accounting for ${format(sum)}, ${percentage(sum, all).trim()} of ${format(all)} total`,
    ...(all !== 0 && dropped > 0
      ? [`Dropped ${dropped} ${dropped > 1 ? 'nodes' : 'node'} (cum <= ${least})`]
      : []),
    ...(few ? [`Showing top ${nodes.length} nodes out of ${of}`] : []),
  ];
}

function shortened(filter: string): string {
  return `   ${filter.length > 80 ? `${filter.slice(0, 80)}…` : filter}`;
}

/** What a profile says of itself. Its times are UTC here. */
export function profileLabels(
  { profile, type, total: all }: Pick<Shown, 'profile' | 'type' | 'total'>,
  format: (value: number) => string,
): readonly string[] {
  const [mapping] = profile.mappings;
  const { type: name = '', unit = '' } = profile.sampleTypes[type] ?? {};
  const duration = Number(profile.durationNanos);
  const spent = scale(all, unit, 'nanoseconds');
  const ratio =
    spent.unit === 'ns' && spent.value !== 0
      ? `(${percentage(Math.trunc(spent.value), duration)})`
      : '';
  return [
    ...(mapping?.file ? [`File: ${baseName(mapping.file)}`] : []),
    ...(mapping?.buildId ? [`Build ID: ${mapping.buildId}`] : []),
    ...profile.comments.filter((comment) => !comment.startsWith('#')),
    `Type: ${name}`,
    ...(BigInt(profile.timeNanos) === 0n ? [] : [`Time: ${clock(BigInt(profile.timeNanos))}`]),
    ...(duration === 0
      ? []
      : [
          `Duration: ${label(duration, 'nanoseconds', 'auto')}, Total samples = ${format(all)} ${ratio}`,
        ]),
  ];
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Nov 23, 2026 at 9:13am (UTC)`. */
function clock(nanos: bigint): string {
  const date = new Date(Number(nanos / 1_000_000n));
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  const time = `${hours % 12 || 12}:${minutes}${hours < 12 ? 'am' : 'pm'}`;
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} at ${time} (UTC)`;
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
