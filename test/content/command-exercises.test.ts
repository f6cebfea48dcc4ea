import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { HOME } from '../../src/shell/files.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { fromDisk } from '../shell/home.ts';
import { tasksOf } from './exercise-files.ts';

/** Exercises that ask for a command line are typed into the shell: what is shown, what is right, and what is wrong. */
const runnable = tasksOf('command').filter(([, { run }]) => run !== null);

type Task = (typeof runnable)[number][1];

/** A new shell where the exercise wants it, with its earlier lines typed. Gives what each of them printed. */
async function begin({ run, before }: Task): Promise<{ engine: Engine; printed: string[] }> {
  const node = run?.on === 'practice' ? { node: firstNode() } : {};
  const engine = createEngine({ read: fromDisk, cwd: run?.cwd ?? HOME, ...node });
  const printed: string[] = [];
  for (const { line } of before) printed.push((await type(engine, line)).stdout);
  return { engine, printed };
}

async function type(engine: Engine, line: string) {
  const ran = await engine.run(line);
  if (ran.kind !== 'finished') throw new Error(`${ran.kind}: ${line}`);
  return ran;
}

/** What the last line prints after an answer. */
async function outputAfter(task: Task, answer: string): Promise<{ out: string; problem: string }> {
  const { engine } = await begin(task);
  const first = await type(engine, answer);
  let out = first.stdout;
  for (const line of task.run?.after ?? []) out = (await type(engine, line)).stdout;
  return { out, problem: first.stderr };
}

describe.each(runnable)('%s', (_, task) => {
  const expected = new RegExp(task.run?.expect ?? '', 'mu');

  it('shows what the earlier lines really print', async () => {
    const { printed } = await begin(task);
    for (const [place, { shows }] of task.before.entries()) {
      const rows = printed[place]?.split('\n') ?? [];
      for (const row of shows) expect(rows).toContain(row);
    }
  });

  it('is solved by its solution in the shell', async () => {
    const { out, problem } = await outputAfter(task, task.solution);
    expect(problem).toBe('');
    expect(out).toMatch(expected);
  });

  it.each(task.wrong.map(({ id, answer }) => [id, answer.line] as const))(
    'is missed by %s in the shell',
    async (_id, line) => {
      expect((await outputAfter(task, line)).out).not.toMatch(expected);
    },
  );
});

it('has a command to run', () => {
  expect(runnable.length).toBeGreaterThan(0);
});
