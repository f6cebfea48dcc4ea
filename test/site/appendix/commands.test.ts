import { describe, expect, test } from 'vitest';
import { type Family, familyOf, indexCommands } from '../../../src/site/appendix/commands.ts';
import { readPage } from '../../../src/site/appendix/pages.ts';
import { commandsIn } from '../../../src/site/appendix/shell-lines.ts';

const family = (command: string): Family => ({
  command,
  group: 'shell',
  answers: { en: command, 'zh-cn': command },
});
const families = ['kubectl', 'kubectl exec', 'go tool pprof', './exec.sh'].map(family);
const page = (file: string, body: string, numbers = new Map<string, number>()) =>
  readPage(file, `---\ntitle: ${file}\n---\n\n${body}\n`, numbers);
const fence = (script: string) => `\`\`\`sh\n${script}\n\`\`\``;
const none = () => null;

describe('the family of a command', () => {
  test.each([
    ['kubectl exec -i pod -- ls', 'kubectl exec'],
    ['kubectl -n test exec pod', 'kubectl'],
    ['kubectl get pods', 'kubectl'],
    ['go tool pprof -top h.gz', 'go tool pprof'],
    ['./exec.sh 200', './exec.sh'],
    ['go version', undefined],
    ['kubectlx exec', undefined],
  ])('of %s is %s', (line, expected) => {
    const [command] = commandsIn(line);
    expect(command && familyOf(command, families)?.command).toBe(expected);
  });
});

describe('the index of commands', () => {
  const numbers = new Map([['storm', 5]]);
  const pages = [
    page(
      'chapters/05-storm.mdx',
      fence('./exec.sh 200; ./exec.sh 200\nkubectl exec a -- ls'),
      numbers,
    ),
    page('runbook/storm.mdx', fence('./exec.sh 200'), numbers),
    page('lab.mdx', fence('rm -rf /')),
    page('facilitate/05-storm.mdx', fence('ss -x')),
  ];

  test('names each way once, with every chapter and card that has it', () => {
    const [, exec, , storm] = indexCommands(pages, families, none);
    expect(exec?.forms.map(({ text }) => text)).toEqual(['kubectl exec a -- ls']);
    expect(storm?.forms).toEqual([
      {
        text: './exec.sh 200',
        pages: [
          { kind: 'chapter', address: 'chapters/storm', title: 'chapters/05-storm.mdx', number: 5 },
          { kind: 'card', address: 'runbook/storm', title: 'runbook/storm.mdx', number: 5 },
        ],
      },
    ]);
    expect(storm?.anchor).toBe('exec-sh');
  });

  test('reads the exercises that a page shows', () => {
    const shown = page(
      'chapters/01-x.mdx',
      `<Widget name="exercise" state={{ exercise: 'ask' }} />`,
    );
    const exercise = {
      kind: 'command',
      task: { before: [{ line: 'kubectl get pods', shows: [] }], solution: './exec.sh 9' },
    } as unknown as ReturnType<Parameters<typeof indexCommands>[2]>;
    const found = indexCommands([shown], families, (id) => (id === 'ask' ? exercise : null));
    expect(found.map(({ forms }) => forms.map(({ text }) => text))).toEqual([
      ['kubectl get pods'],
      [],
      [],
      ['./exec.sh 9'],
    ]);
  });

  test('refuses a command without a family, and says where it stands', () => {
    const odd = page('runbook/odd.mdx', fence('lsof -p 1'));
    expect(() => indexCommands([odd], families, none)).toThrow(/runbook\/odd: `lsof -p 1`/);
  });
});
