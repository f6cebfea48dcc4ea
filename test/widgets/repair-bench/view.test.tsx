import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { firstDeadlock } from '../../../src/widgets/explorer/first.ts';
import type { BenchData } from '../../../src/widgets/repair-bench/data.ts';
import { BASE, type RepairSet } from '../../../src/widgets/repair-bench/state.ts';
import { deadlockOf } from '../../../src/widgets/repair-bench/telling.ts';
import { questionOf, type Trial, trialOf } from '../../../src/widgets/repair-bench/trial.ts';
import { widget } from '../../../src/widgets/repair-bench/widget.ts';
import { drawn, type Look } from '../stage.tsx';

async function picture(
  part: Partial<RepairSet> = {},
  look: Look = { live: true },
  edit: (data: BenchData) => BenchData = (data) => data,
) {
  const set = { ...BASE, ...part };
  return drawn(widget, 'rb', set, edit(await widget.load(set, evidenceFromDisk)), look);
}

/** What stands between two words of a picture. */
function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(to, start));
}

describe('the picture of the connection without repairs', () => {
  it('says at how many calls it hangs, and closes the circle at the real lines', async () => {
    const { html, text, said } = await picture();
    expect(text).toContain('Hangs at 6 calls');
    expect(said).toBe('No repair: Hangs at 6 calls.');
    const circle = between(text, 'There it ends: 4 goroutines', 'What you tried');
    for (const at of ['client.go:259', 'server.go:404', 'server.go:459', 'client.go:209']) {
      expect(circle).toContain(at);
    }
    expect(html.match(/class="rb-one rb-at-[a-z-]+" data-stuck="true"/g)).toHaveLength(4);
  });

  it('tells the 27 steps of the shortest way, each with who, where and what', async () => {
    const { text } = await picture();
    const trace = between(
      text,
      'The shortest way to the deadlock: 27 steps, 6 calls',
      'There it ends',
    );
    expect(trace).toContain('27 steps in all: scroll');
    expect(trace).not.toContain(' 28 ');
    expect(trace).not.toContain('[');
    expect(trace).toMatch(/client loop client\.go:259 The client’s loop writes request \d/);
  });

  it('draws what everyone holds at the end: the four messages in hand are four different calls', async () => {
    const data = await widget.load(BASE, evidenceFromDisk);
    const deadlock = deadlockOf(trialOf(data.tried, BASE) as Trial);
    if (!deadlock) throw new Error('no deadlock');
    const { ones, toServer, toClient, ended, waiting } = deadlock.scene;
    const hands = [...ones.values()].flatMap(({ hand }) => (hand === null ? [] : [hand]));
    expect([...hands, ...toServer, ...toClient].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect([toServer.length, toClient.length]).toEqual([1, 1]);
    expect([ended.answered, waiting]).toEqual([0, 6]);
  });
});

describe('the picture of a repair', () => {
  it('says that room only moves the number', async () => {
    const { html, text } = await picture({ requests: 4, answers: 4 });
    expect(text).toContain('Only later: at 12 calls, not 6');
    expect(text).toContain('More room only moves the number of calls.');
    expect(html.match(/data-full="true">\d/g)).toHaveLength(8);
  });

  it('says of deadlines that callers come back and the connection stays dead', async () => {
    const { text } = await picture({ deadlines: true });
    expect(text).toContain('Unchanged: 6 calls still hang');
    expect(text).toContain('6 came back with DeadlineExceeded');
    expect(text).toContain('The connection is dead for everybody who calls next.');
  });

  it.each([
    [{ client: 'B' }, "the client's receiver"],
    [{ server: 'S2' }, "the server's receiver"],
  ] as const)(
    'says of %o where the chain of waits ends, and by which search',
    async (part, who) => {
      const { html, text } = await picture(part);
      expect(text).toContain('Impossible');
      expect(text).toContain(
        'The search: none up to 24. No interleaving of 24 calls or fewer ends in a deadlock, with room for 1 request and 1 answer',
      );
      expect(text).toContain(`An argument, not a search: the chain of waits ends at ${who}`);
      expect(text).toContain('as long as nobody calls Client.Close and neither end dies.');
      expect(html).toMatch(/class="rb-edge rb-at-[a-z-]+" data-cut="true"/);
      expect(html).not.toContain('rb-trace');
    },
  );

  it('says "at most" of a number that was only walked into, and up to which number it is sure', async () => {
    const set = { ...BASE, requests: 8, answers: 8 };
    const found = firstDeadlock({ ...questionOf(set), most: 20_000 }, () => {});
    const { text } = await picture({}, { live: true }, (data) => ({
      ...data,
      tried: [...data.tried, { set, found, guess: null }],
    }));
    expect(text).toMatch(/socket room 8 and 8 only later 8 &lt; calls ≤ 20/);
    expect(text).toContain('socket room 8 and 8: hangs at 20 at most');
  });

  it('asks for a guess before a run, and sets it beside the outcome after it', async () => {
    const wide = { requests: 2, answers: 2 };
    const asked = await picture(wide, { live: true }, (data) => ({
      ...data,
      tried: data.tried.slice(0, 1),
    }));
    expect(asked.text).toContain('What will this do?');
    expect(asked.text).not.toContain('Only later: at');
    expect(asked.said).toContain('not explored yet');
    const guessed = await picture(wide, { live: true }, (data) => ({
      ...data,
      tried: data.tried.map((trial) => ({ ...trial, guess: 'impossible' as const })),
    }));
    expect(guessed.text).toContain('You said “Impossible”: it is not so.');
  });
});

describe('the still', () => {
  it('has each repair by itself, and what they show together', async () => {
    const { html, text } = await picture({}, { live: false });
    const survey = text.slice(text.indexOf('Each repair by itself'));
    expect(survey).toMatch(/socket room 2 and 2 only later 8 calls/);
    expect(survey).toMatch(/incoming buffered, 1 only later 7 calls/);
    expect(survey).toMatch(/caller deadlines unchanged 6 calls/);
    expect(survey.match(/impossible none up to 24/g)).toHaveLength(2);
    expect(survey).toContain('Whoever reads must not wait for whoever writes: only that ends it.');
    expect(html).not.toContain('<button');
    expect(html).not.toContain('<input');
  });

  it.each(['en', 'zh-cn'] as const)('has every word in %s', async (locale) => {
    for (const part of [
      {},
      { quarter: true, incoming: 2 },
      { client: 'B', server: 'S2' },
    ] as const) {
      const { text, said } = await picture(part, { live: true, locale });
      expect(text + said).not.toMatch(/\[[a-z-]+\./);
    }
  });
});
