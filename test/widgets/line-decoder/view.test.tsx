import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { bind, readSheet } from '../../../src/widgets/line-decoder/reading.ts';
import { SAMPLES } from '../../../src/widgets/line-decoder/samples.ts';
import { codec, type DecoderState } from '../../../src/widgets/line-decoder/state.ts';
import { widget } from '../../../src/widgets/line-decoder/widget.ts';
import { drawn, type Look } from '../stage.tsx';

async function picture(change: Partial<DecoderState> = {}, look: Look = {}) {
  const state = { ...codec.initial, ...change };
  return drawn(widget, 'ld', state, await widget.load(state, evidenceFromDisk), look);
}

const POD = 'containerd-1.4.11/pod-deadlock/shim.usr1.log';
const PAIR = [
  'ttrpc-pair/size-w169/server.usr1.log',
  'ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz',
];

describe('the picture of a table', () => {
  it('tells the ten rows of the post in words, each with its tag', async () => {
    const { text, said } = await picture();
    expect(text).toContain('164 server.go:444 held up The handler has finished');
    expect(text).toContain(
      '1 server.go:459 in the circle The main loop is stuck writing an answer',
    );
    expect(text).toContain('169 server.go:434 creation line');
    expect(said).toContain('10 decoded rows.');
  });

  it('shows the two sums that hold and the one that cannot be', async () => {
    const { text, said } = await picture();
    expect(text).toContain(':127 2 = 1 :431 + 1 :459 holds');
    expect(text).toContain(':332 2 = 1 :362 + 1 :404 holds');
    expect(text).toContain(':434 169 ≠ 6 :438 + 164 :444 cannot be');
    expect(said).toContain('1 of 3 sums cannot be.');
  });

  it('calls a sum open, not impossible, where fewer stand somewhere than were started', async () => {
    const rows = '  4 ttrpc/server.go:438\n  9 ttrpc/server.go:444\n 15 ttrpc/server.go:434\n';
    const sheet = readSheet('busy.txt', new TextEncoder().encode(rows));
    const { text, said } = drawn(widget, 'ld', { ...codec.initial, evidence: [] }, bind([sheet]));
    expect(text).toContain(':434 15 > 4 :438 + 9 :444 open');
    expect(text).toContain('server.go:434 started 2 more than stand');
    expect(text).toContain('running elsewhere at that moment, or lines were lost');
    expect(text).not.toContain('cannot be');
    expect(said).toContain('1 of 1 sums is open');
  });

  it('says which versions fit, that the rows cannot tell them apart, and what to ask for', async () => {
    const { text } = await picture();
    expect(text).toContain('These lines fit ttrpc 1.0.1, 1.0.2, or 1.1.0.');
    expect(text).toContain('ask for containerd’s dump');
  });

  it('opens a row to what it waits for and who could free it', async () => {
    const { text } = await picture({ row: 'server.go:444' }, { live: true });
    expect(text).toContain('waits for the main loop to take its finished answer');
    expect(text).toContain("freed by the server's main loop");
  });
});

describe('the picture of a dump', () => {
  it('draws the half that was seen, and marks the other half as inferred', async () => {
    const { html, text, said } = await picture({ evidence: [POD] });
    expect(text).toContain('2 receiver server.go:404 holds a request nobody takes');
    expect(text).toContain('3 main loop server.go:459 holds an answer it cannot write');
    expect(html.match(/class="ld-box[^"]*" data-mood="unseen"/g)).toHaveLength(2);
    expect(text).toContain('inferred: holds a request it cannot write');
    expect(said).toContain(
      '2 of the 4 waits of a circle are seen, at server.go:404, server.go:459',
    );
  });

  it('says whose dump to fetch and which lines to look for in it', async () => {
    const { text } = await picture({ evidence: [POD] });
    expect(text).toContain('Ask for the client’s dump next');
    expect(text).toContain('client.go:259 + client.go:209 ttrpc 1.0.1');
    expect(text).toContain('client.go:370 + client.go:385 + client.go:366 ttrpc 1.2.2');
    expect(text).toContain('cannot tell which family of client');
  });

  it('says that a young half may pass', async () => {
    const { text } = await picture({ evidence: [POD] });
    expect(text).toContain('A peer that is only slow looks the same for a moment');
  });

  it('shows the idle connection beside the stuck one', async () => {
    const { text } = await picture({ evidence: [POD] });
    expect(text).toContain('Server connection A at rest 0xc0000680a0');
  });

  it('tells by which evidence goroutines were tied, when the connection is open', async () => {
    const { html, text } = await picture({ evidence: [POD], connection: 'server-2' });
    expect(html).toMatch(/<details[^>]*\bopen\b/);
    expect(text).toContain('goroutine 55: by the pointer 0xc0000c6640 in its arguments');
  });

  it('closes the circle when both ends are there', async () => {
    const { html, text, said } = await picture({ evidence: PAIR });
    expect(html).not.toContain('data-mood="unseen"');
    expect(text).toContain('All 4 waits were seen');
    expect(text).toContain('169 handlers server.go:444 select held up by ③');
    expect(said).toContain(
      'A circle of 4 waits is closed: client.go:259, server.go:404, server.go:459, client.go:209.',
    );
  });

  it('draws the circle of five of a 1.2.2 client', async () => {
    const { html, said } = await picture({
      evidence: ['families/ttrpc-122-client-deadlock.txt.gz'],
    });
    expect(html).toContain('data-kind="C-S1"');
    expect(said).toContain('3 of the 5 waits of a circle are seen');
  });

  it('finds no circle in the look-alike, and shows its handlers inside their methods', async () => {
    const { text, said } = await picture({
      evidence: ['containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz'],
    });
    expect(text).toContain('No circle of waits');
    expect(text).toContain('364 handlers server.go:438 semacquire inside the method');
    expect(text).not.toContain('in the circle');
    expect(said).toContain('0 of them stuck');
  });
});

describe('the line that is typed', () => {
  it('is decoded for every version in which it means something', async () => {
    const { text, said } = await picture({ at: 'client.go:259' });
    expect(text).toContain("the client's main loop in the circle stands here");
    expect(text).toContain("the client's closer healthy stands here");
    expect(text).toContain('This line means different things in different versions');
    expect(said).toContain("client.go:259 in ttrpc 1.0.1: the client's main loop.");
  });

  it.each([
    ['server.go:443', 'Known lines near it: server.go:444'],
    ['grpc/server.go:87', 'is not a file of ttrpc'],
    ['<script>', 'There is no file and line'],
    ['client.go:259@1.1.0', 'It is one in 1.0.1 or 1.0.2'],
    ['client.go:259@9.9.9', 'No ttrpc of that version is known here.'],
  ])('%s is answered in words', async (at, words) => {
    expect((await picture({ at })).text).toContain(words);
  });

  it('has its field only where a script can answer', async () => {
    expect((await picture()).html).not.toContain('<form');
    expect((await picture({}, { live: true })).html).toContain('<form');
  });
});

describe('what is offered', () => {
  it('has evidence behind every sample, and a circle just where its name says so', async () => {
    for (const { paths } of SAMPLES) {
      const data = await widget.load({ ...codec.initial, evidence: paths }, evidenceFromDisk);
      expect(data.sheets.map((sheet) => sheet.is)).not.toContain('nothing');
    }
  });

  it('leaves no word open in either language', async () => {
    for (const locale of ['en', 'zh-cn'] as const) {
      for (const { paths } of SAMPLES) {
        const { html, said } = await picture(
          { evidence: paths, at: 'channel.go:132', row: 'server.go:438', connection: 'server-1' },
          { live: true, locale },
        );
        expect(`${html} ${said}`).not.toMatch(/\[(?:line-decoder|ttrpc|widget)\.|\{\w+[|}]/);
      }
    }
  });

  it('says so when a file holds neither goroutines nor counts', () => {
    expect(readSheet('x', new TextEncoder().encode('hello\n'))).toEqual({
      name: 'x',
      is: 'nothing',
    });
  });
});
