import type { Amount } from '../evidence/pprof/columns.ts';
import { type Peek, peek } from '../evidence/pprof/peek.ts';
import { type JsonAmount, report } from '../evidence/pprof/report.ts';
import type { Call } from './command.ts';
import { complain, type ExitCode } from './fault.ts';
import { functionNamed } from './peek-text.ts';
import type { Shown } from './shown.ts';

/** Writes `{ sampleTypes, totals, top }`, each entry of the three for one sample type. */
export async function writeProfileJson(shown: Shown, call: Call): Promise<ExitCode> {
  const { name, profile, leftovers, types, base, kept } = shown;
  const { terminal, word } = call;
  const { sampleTypes, totals, top } = report(profile, call.number('top') || undefined);
  const pick = <T>(all: readonly T[]) => types.flatMap((type) => all.slice(type, type + 1));
  const asked = call.value('peek');
  const func = asked === undefined ? null : functionNamed(shown, asked, word);
  if (func && !func.ok) return complain(func, terminal, word);
  const value = {
    file: name,
    form: profile.form,
    ...(base !== '' && { base }),
    ...(kept && { kept: kept.kept, of: kept.of }),
    timeNanos: String(profile.timeNanos),
    durationNanos: jsonAmount(profile.durationNanos),
    samples: profile.samples.size,
    defaultType: profile.sampleTypes[profile.defaultType]?.type ?? '',
    sampleTypes: pick(sampleTypes),
    totals: pick(totals),
    ...(func && { peek: types.map((type) => peekJson(peek(profile, type, func.name))) }),
    leftovers,
  };
  await terminal.write(`${JSON.stringify(value).slice(0, -1)},"top":[`);
  for (const [at, rows] of pick(top).entries()) {
    const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
    await terminal.write(`${at === 0 ? '' : ','}\n[\n${lines}\n]`);
  }
  await terminal.write('\n]}\n');
  return 0;
}

function peekJson(found: Peek | null): object | null {
  if (!found) return null;
  const { func, file, flat, cum, callers, callees } = found;
  const edges = (of: Peek['callers']) =>
    of.map(({ func: name, value }) => ({ func: name, value: jsonAmount(value) }));
  return {
    func,
    file,
    flat: jsonAmount(flat),
    cum: jsonAmount(cum),
    callers: edges(callers),
    callees: edges(callees),
  };
}

/** As in the report: a text where a number would not be exact. */
function jsonAmount(value: Amount): JsonAmount {
  return typeof value === 'bigint' ? String(value) : value;
}
