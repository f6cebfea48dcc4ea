import { type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { filter } from '../../../../evidence/pprof/filter.ts';
import { diff } from '../../../../evidence/pprof/merge.ts';
import { type Profile, typeNamed } from '../../../../evidence/pprof/profile.ts';
import { bytesOut, refusal } from '../../../commands/input.ts';
import { MADE } from '../../profiles.ts';
import { Left, type World } from '../../world.ts';
import { asCharacters } from '../base-heap.ts';
import { callerOf, INTERRUPTED } from '../caller.ts';
import { notice } from '../notice.ts';
import { fetchAll } from './fetch.ts';
import { peekText, profileLabels, type Shown, topText, totalOf } from './report.ts';
import { readSettings, type Settings } from './settings.ts';

/** pprof leaves with 2 whatever was wrong. */
const WRONG = 2;
type Output = ReturnType<typeof bytesOut>;

/** `pprof`: profiles as text, as google/pprof of go1.19 prints them. */
export function pprof(world: World): CustomCommand {
  return defineCommand('pprof', (args, ctx) => run(world, args, ctx));
}

/** `go tool pprof`: of Go, the node has only this. */
export function go(world: World): CustomCommand {
  return defineCommand('go', async (args, ctx) => {
    const [tool, name, ...rest] = args;
    if (tool === 'tool' && name === 'pprof') return run(world, rest, ctx);
    if (tool === 'version' && name === undefined)
      return bytesOut('go version go1.19.8 linux/amd64\n');
    const what = tool === 'tool' ? `tool ${name ?? ''}` : (tool ?? '');
    return refusal(
      `go ${what}: unknown command\n(the practice node knows: go tool pprof, go version)`,
      WRONG,
    );
  });
}

async function run(
  world: World,
  args: readonly string[],
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const settings = readSettings(args);
  if (typeof settings === 'string') return refusal(settings, WRONG);
  try {
    return await report(world, settings, ctx);
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return bytesOut('', '', INTERRUPTED);
  }
}

async function report(
  world: World,
  settings: Settings,
  ctx: ResolvedCommandContext,
): Promise<Output> {
  const caller = callerOf(ctx);
  const fetched = await fetchAll(world, await withoutProgram(settings, ctx), settings, ctx, caller);
  let { said } = fetched;
  if (!fetched.profile) return refusal(`${said}failed to fetch any source profiles`, WRONG);
  const bases =
    settings.bases.length === 0
      ? null
      : await fetchAll(world, settings.bases, settings, ctx, caller);
  said += bases?.said ?? '';
  if (bases && !bases.profile) return refusal(`${said}failed to fetch any base profiles`, WRONG);
  const compared = bases?.profile ? diff(fetched.profile, bases.profile) : null;
  if (compared && !compared.ok) return refusal(`${said}${compared.problem}`, WRONG);
  const profile = compared?.value ?? fetched.profile;
  if (fetched.remote && !bases) said += await saved(fetched.remote, profile, ctx);
  const shown = print(profile, bases?.profile ?? null, settings);
  if (shown.exitCode === 0 && profile.comments.some((comment) => comment.startsWith(MADE))) {
    notice(world, shown.stdout);
  }
  return { ...shown, stderr: said + shown.stderr };
}

/** A program before the profile names it; the names come with the profile here. */
async function withoutProgram(
  { sources }: Settings,
  ctx: ResolvedCommandContext,
): Promise<readonly string[]> {
  const [first = '', ...rest] = sources;
  if (rest.length === 0 || !/(?:^|\/)bin\/\w+$/.test(ctx.fs.resolvePath(ctx.cwd, first)))
    return sources;
  return rest;
}

function print(whole: Profile, base: Profile | null, settings: Settings): Output {
  const type = indexOf(whole, settings.index);
  if (typeof type === 'string') return refusal(type, WRONG);
  const { focus, ignore, relative } = settings;
  const filtered = filter(whole, { focus, ignore });
  if (!filtered.ok) {
    const { part, problem } = filtered;
    return refusal(`parsing ${part} regexp: error parsing regexp: ${problem}`, WRONG);
  }
  const ofBase = base && settings.ofBase ? totalOf(base, type) : 0;
  const shown: Shown = {
    ...settings,
    profile: filtered.value,
    type,
    total: ofBase || totalOf(relative ? filtered.value : whole, type),
    filters: [...(focus ? [`focus=${focus}`] : []), ...(ignore ? [`ignore=${ignore}`] : [])],
  };
  const missed = focus !== '' && filtered.kept === 0 ? 'Focus expression matched no samples\n' : '';
  switch (settings.format) {
    case 'comments':
      return bytesOut(whole.comments.map((comment) => `${comment}\n`).join(''));
    case 'top':
      return bytesOut(utf8(topText(shown)), missed);
    case 'peek': {
      const text = peekText(shown, settings.pattern);
      if (text !== null) return bytesOut(utf8(text), missed);
      return refusal(`no matches found for regexp: ${settings.pattern}`, WRONG);
    }
    default: {
      const labels = profileLabels(shown, String).join('\n');
      return bytesOut(
        `${labels}\n`,
        'pprof: there is no interactive mode here: name a format, -top, -peek=REGEX or -comments\n',
        WRONG,
      );
    }
  }
}

/** The place of a sample type: by number, by name, or the profile's own. A sentence where there is none. */
function indexOf(profile: Profile, index: string): number | string {
  if (index === '') return profile.defaultType;
  const names = profile.sampleTypes.map(({ type }) => type);
  if (/^-?\d+$/.test(index)) {
    const number = Number(index);
    if (number >= 0 && number < names.length) return number;
    return `sample_index ${index} is outside the range [0..${names.length - 1}]`;
  }
  const found = typeNamed(profile, index);
  return found >= 0 ? found : `sample_index "${index}" must be one of: [${names.join(' ')}]`;
}

/** Keeps what came over HTTP, as pprof does, under the first number that is free. */
async function saved(
  bytes: Uint8Array,
  profile: Profile,
  ctx: ResolvedCommandContext,
): Promise<string> {
  const folder = ctx.env.get('PPROF_TMPDIR') ?? `${ctx.env.get('HOME') ?? '/root'}/pprof`;
  await ctx.fs.mkdir(folder, { recursive: true });
  const kinds = profile.sampleTypes.map(({ type }) => `${type}.`).join('');
  for (let number = 1; number < 1000; number++) {
    const path = `${folder}/pprof.${kinds}${String(number).padStart(3, '0')}.pb.gz`;
    if (await ctx.fs.exists(path)) continue;
    await ctx.fs.writeFile(path, bytes);
    return `Saved profile in ${path}\n`;
  }
  return 'Could not save profile: could not create file\n';
}

/** Text as the shell carries it: one character a byte. */
function utf8(text: string): string {
  return asCharacters(new TextEncoder().encode(text));
}
