import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/shell/engine.ts';
import { fromDisk } from '../shell/home.ts';
import { facts } from './facts.ts';
import { readPage } from './page.ts';

/** The commands that Reading 164 asks its readers to type, typed into the terminal that stands on the page. */
const pages = ['en', 'zh-cn'].map((locale) => {
  const folder = new URL(`../../content/${locale}/chapters/`, import.meta.url);
  const name = readdirSync(folder).find((path) => path.includes('reading-164')) ?? '';
  return [locale, readPage(name, readFileSync(new URL(name, folder), 'utf8'))] as const;
});

describe.each(pages)('%s', (_, page) => {
  const typed = page.code.filter(({ it }) => it.language === 'sh').map(({ it }) => it.text);

  test('every command runs in `captured` and prints something', async () => {
    expect(typed.length).toBeGreaterThan(2);
    for (const line of typed) {
      const ran = await createEngine({ read: fromDisk, cwd: '/root/captured' }).run(line);
      expect(ran).toMatchObject({ kind: 'finished', code: 0, stderr: '' });
      expect(ran.kind === 'finished' && ran.stdout).toBeTruthy();
    }
  });

  test('the connection stands where the text says: first of run, second of func1, fifth of func2', async () => {
    const line = typed.find((text) => text.includes('Conn).run')) ?? '';
    const ran = await createEngine({ read: fromDisk, cwd: '/root/captured' }).run(line);
    const said = ran.kind === 'finished' ? ran.stdout : '';
    const words = [...said.matchAll(/run(\S*)\((.*)\)\n\/server\.go:(\d+)/g)].map(
      ([, func = '', list = '', at]) => {
        const place = { '': 0, '.func1': 1, '.func2': 4 }[func] ?? -1;
        return { at, connection: list.split(', ')[place] };
      },
    );
    const stuck = facts.facts['pod.connection.stuck']?.value;
    const of = (places: readonly string[]) =>
      words.filter(({ at = '' }) => places.includes(at)).map(({ connection }) => connection);
    expect(of(['459'])).toEqual([stuck]);
    expect(of(['404'])).toEqual([stuck]);
    expect(of(['438', '444'])).toEqual(
      Array(facts.facts['pod.handlers.stuck']?.value as number).fill(stuck),
    );
    expect(of(['431'])).toEqual([facts.facts['pod.connection.idle']?.value]);
  });
});
