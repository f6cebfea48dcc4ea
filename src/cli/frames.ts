import { type ReadFrame, steps } from '../model/ttrpc/wire/decode.ts';
import type { Stream } from '../model/ttrpc/wire/input.ts';
import type { Leftover } from '../model/ttrpc/wire/leftover.ts';
import type { Call, Command } from './command.ts';
import { complain, type ExitCode, faultOf } from './fault.ts';
import { type Input, readInput } from './frames-input.ts';
import { frameJson, leftoverJson } from './frames-json.ts';
import { frameText, leftoverText, type Place } from './frames-text.ts';
import { printable } from './printable.ts';
import { wrap } from './prose.ts';

export const command: Command = {
  name: 'frames',
  operands: 'FILE|-',
  least: 1,
  most: 1,
  says: 'cli.frames.says',
  options: [],
  examples: [
    { line: 'frames content/evidence/wire/1.0.1-set1.json', says: 'cli.frames.example.capture' },
    { line: 'frames requests.bin --json', says: 'cli.frames.example.binary' },
    { line: 'frames - --lang zh-cn', says: 'cli.frames.example.hex' },
  ],
  notes: ['cli.frames.forms', 'cli.frames.json', 'cli.frames.exit'],
  run,
};

/** Numbers of what was read, of all directions. */
interface Tally {
  frames: number;
  leftovers: number;
}

async function run(call: Call): Promise<ExitCode> {
  const { operands, terminal, word, has } = call;
  const [name = ''] = operands;
  const input = await readInput(name, terminal, word);
  if (!input.ok) return complain(input, terminal, word);
  const tally = has('json') ? await writeJson(input, call) : await writeText(input, call);
  for (const remark of input.remarks) terminal.remark(printable(remark));
  if (tally.frames === 0) {
    const problem = faultOf(word('cli.problem.noFrame'), name, word('cli.hint.frames'));
    return complain(problem, terminal, word);
  }
  return tally.leftovers + input.remarks.length > 0 ? 1 : 0;
}

async function writeText(input: Input, { terminal, word }: Call): Promise<Tally> {
  const tally = { frames: 0, leftovers: 0 };
  for (const stream of input.streams) {
    for (const { frame, leftovers, place } of placed(stream)) {
      if (frame) tally.frames++;
      tally.leftovers += leftovers.length;
      if (terminal.closed) continue;
      const lines = [
        ...(frame ? frameText(frame, stream.bytes, place, { terminal, word }) : []),
        ...leftovers.flatMap((one) => leftoverText(one, stream.bytes, place, { terminal, word })),
      ];
      await terminal.lines([...lines, '']);
    }
  }
  const { frames, leftovers } = tally;
  await terminal.lines(wrap(word('cli.frames.sum', { frames, leftovers }), terminal));
  return tally;
}

/** Writes frame by frame: a capture of many small frames never stands in memory as text. */
async function writeJson(input: Input, { operands, terminal, word }: Call): Promise<Tally> {
  const tally = { frames: 0, leftovers: 0 };
  const head = { input: operands[0], form: input.form, remarks: input.remarks };
  await terminal.write(`${JSON.stringify(head).slice(0, -1)},"directions":[`);
  for (const [at, stream] of input.streams.entries()) {
    const lost: object[] = [];
    const before = tally.frames;
    await terminal.write(
      `${at > 0 ? ',' : ''}\n{"name":${JSON.stringify(stream.name)},"bytes":${stream.bytes.length},"frames":[`,
    );
    for (const { frame, leftovers, place } of placed(stream)) {
      lost.push(...leftovers.map((one) => leftoverJson(one, stream.bytes, word)));
      if (!frame) continue;
      const text = JSON.stringify(frameJson(frame, stream.bytes, place));
      await terminal.write(`${tally.frames++ > before ? ',' : ''}\n${text}`);
    }
    tally.leftovers += lost.length;
    await terminal.write(`],"leftovers":${JSON.stringify(lost)}}`);
  }
  await terminal.write(`]}\n`);
  return tally;
}

/** The steps of reading a stream, each with its place in it. */
function* placed(stream: Stream): Generator<{
  readonly frame: ReadFrame | null;
  readonly leftovers: readonly Leftover[];
  readonly place: Place;
}> {
  let number = 0;
  for (const step of steps(stream.bytes)) {
    number++;
    yield { ...step, place: { direction: stream.name, number } };
  }
}
