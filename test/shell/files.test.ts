import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/shell/engine.ts';
import { bytesOf, expandCounts, FILES, folderOf, PLACES } from '../../src/shell/files.ts';
import { fromDisk } from './home.ts';

const POSTED = 'cat shim.goroutine.profile |grep ttrpc/server | sort |uniq -c |sort';

async function run(line: string, cwd: string): Promise<string> {
  const ran = await createEngine({ read: fromDisk, cwd, deadline: 20_000 }).run(line);
  return ran.kind === 'finished' ? ran.stdout : ran.kind;
}

describe("the post's own line", () => {
  it("gives the post's table, byte for byte, in ~/post", async () => {
    const table = await readFile('content/evidence/post/shim-ttrpc-lines.txt', 'utf8');
    expect(await run(POSTED, folderOf('post'))).toBe(table);
  });

  const shared = path.resolve('../shared/evidence');
  it.skipIf(!existsSync(shared))(
    'gives the counts taken when the dumps were captured',
    async () => {
      const counts = [
        ['captured', 'containerd-1.4.11/pod-deadlock/shim.ttrpc-server.count.txt'],
        ['idle', 'containerd-1.4.11/idle/shim.ttrpc-server.count.txt'],
        ['size-169', 'ttrpc-pair/size-w169/server.ttrpc-server.count.txt'],
      ] as const;
      for (const [place, file] of counts) {
        expect(await run(POSTED, folderOf(place))).toBe(
          await readFile(path.join(shared, file), 'utf8'),
        );
      }
    },
  );
});

describe('files', () => {
  it('undoes uniq -c, and shows a line without a count as it is', () => {
    expect(expandCounts('      2 a\n      1 b c\n')).toBe('a\na\nb c\n');
    expect(expandCounts('no count\n')).toBe('no count\n');
  });

  it('has evidence behind every name, and a README in both languages in every folder', async () => {
    for (const file of FILES)
      expect((await bytesOf(file, fromDisk)).length, file.at).toBeGreaterThan(0);
    for (const place of PLACES) {
      const names = FILES.filter(({ at }) => path.posix.dirname(at) === folderOf(place)).map(
        ({ at }) => path.posix.basename(at),
      );
      expect(names).toContain('README');
      expect(names).toContain('README.zh-cn');
      expect(names).toContain('shim.goroutine.profile');
    }
  });

  it('unescapes the log to the profile, as the README in ~/captured says', async () => {
    const line =
      "sed 's/\\\\n/\\n/g; s/\\\\t/\\t/g' shim.log | diff - shim.goroutine.profile && echo same";
    expect(await run(line, folderOf('captured'))).toBe('same\n');
  });

  it('keeps the figures that the READMEs give', async () => {
    const figures = [
      ['post', 'wc -l < shim.goroutine.profile', '348\n'],
      ['post', 'grep -c ":43[8]\\|:444" shim.goroutine.profile', '170\n'],
      ['post', 'grep -c :434 shim.goroutine.profile', '169\n'],
      [
        'captured',
        "grep -o 't21[0-9]*' ss-xmp.txt | sort -u | grep -v t212992 | xargs",
        't213504 t213760\n',
      ],
      ['captured', 'grep -c server.go:444 shim.goroutine.profile', '2\n'],
      ['size-169', 'grep -c server.go:444 shim.goroutine.profile', '169\n'],
      ['size-169', "grep -c 'client.go:209 \\|client.go:259 ' client.goroutine.profile", '2\n'],
      ['idle', 'grep -c "server.go:362\\|server.go:431" shim.goroutine.profile', '4\n'],
      ['look-alike', 'grep -c server.go:438 shim.goroutine.profile', '592\n'],
      [
        'look-alike',
        "awk '/^goroutine /{h=$0} /server.go:438/{print h}' shim.goroutine.profile | grep -c semacquire",
        '364\n',
      ],
      [
        'look-alike',
        'grep -c "server.go:404\\|server.go:444\\|server.go:459" shim.goroutine.profile',
        '0\n',
      ],
    ] as const;
    for (const [place, line, said] of figures)
      expect(await run(line, folderOf(place)), line).toBe(said);
  });

  it('keeps every README within 72 columns, so that it fits a narrow terminal', async () => {
    for (const file of FILES.filter(({ at }) => at.includes('README'))) {
      const text = new TextDecoder().decode(await bytesOf(file, fromDisk));
      for (const line of text.split('\n')) {
        const width = [...line].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
        expect(width, `${file.from}: ${line}`).toBeLessThanOrEqual(75);
      }
    }
  });
});
