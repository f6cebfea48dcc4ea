import { describe, expect, it } from 'vitest';
import type { Client, ClientOptions } from '../../../src/notebook/client.ts';
import type { Ran } from '../../../src/notebook/notebook.ts';
import { problem } from '../../../src/notebook/problem.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { openPage } from '../../../src/widgets/cells/page.ts';

const still = (id: string): Ran => ({ id, outputs: [], problem: null, needs: {}, defines: [id] });

/** A page over two cells, `b` needs `a`, and a thread that is only played. Tells what it was asked for and what was said. */
function opened({ fails = false, wrong = false } = {}) {
  const orders: { texts: readonly string[]; again: readonly string[] }[] = [];
  const said: string[] = [];
  let connected = 0;
  const connect = async (hooks: Pick<ClientOptions, 'began' | 'ended'>): Promise<Client> => {
    connected++;
    return {
      async run(cells, again = []) {
        if (fails) throw new Error('no thread');
        orders.push({ texts: cells.map(({ text }) => text), again });
        hooks.began('a');
        hooks.ended({ ...still('a'), problem: wrong ? problem('halted', {}, null) : null });
        hooks.began('b');
        hooks.ended({ ...still('b'), needs: { a: 'a' } });
      },
      stop: () => said.push('(stop)'),
      close: () => {},
    };
  };
  const page = openPage({
    cells: ['a', 'b'].map((id) => ({ id, text: `text ${id}`, ran: still(id) })),
    connect,
    word: wordsOf('en'),
    say: (text) => said.push(text),
  });
  return { page, orders, said, connected: () => connected };
}

describe('the cells of a page', () => {
  it('load nothing and run nothing until the reader says so', () => {
    const { page, connected, orders } = opened();
    page.write('a', 'new');
    page.stop('a');
    expect([connected(), orders]).toEqual([0, []]);
  });

  it('run what the reader asks for, in one thread, and say what ran and what ran again', async () => {
    const { page, orders, said, connected } = opened();
    let changes = 0;
    const leave = page.watch(() => changes++);
    page.write('a', 'new');
    await page.run('a');
    await page.run('b');
    expect(orders).toEqual([
      { texts: ['new', 'text b'], again: ['a'] },
      { texts: ['new', 'text b'], again: ['b'] },
    ]);
    expect(said).toEqual(['Cell a ran. Ran again: b.', 'Cell b ran.']);
    expect([connected(), page.desk().busy]).toEqual([1, false]);
    const before = changes;
    leave();
    page.write('a', 'more');
    expect(before > 0 && changes === before).toBe(true);
  });

  it('say why a cell has no value', async () => {
    const { page, said } = opened({ wrong: true });
    await page.run('a');
    expect(said.at(-1)).toBe('Cell a: You stopped it. The other cells ran again. Ran again: b.');
  });

  it('say it when no thread can be had, and are ready for another try', async () => {
    const { page, said, connected } = opened({ fails: true });
    await expect(page.run('a')).rejects.toThrow('no thread');
    await expect(page.run('a')).rejects.toThrow('no thread');
    expect(said.at(-1)).toBe('The cells could not be started: Error: no thread');
    expect([connected(), page.desk().busy]).toEqual([2, false]);
  });

  it('go back to the author’s text, and run it only if another ran', async () => {
    const { page, orders } = opened();
    page.write('a', 'new');
    await page.restore('a');
    expect(orders).toEqual([]);
    page.write('a', 'new');
    await page.run('a');
    await page.restore('a');
    expect(orders.map(({ texts }) => texts[0])).toEqual(['new', 'text a']);
  });
});
