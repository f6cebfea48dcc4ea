import { describe, expect, it } from 'vitest';
import { actionsIn } from '../../../src/widgets/console/keys.ts';

describe('keys', () => {
  it('types what is no key, Chinese too', () => {
    expect(actionsIn('grep 中')).toEqual([{ do: 'type', text: 'grep 中' }]);
  });

  it('knows the keys that readline has, in every form a terminal sends', () => {
    expect(actionsIn('\x1b[A\x1bOB\x1b[D\x1b[3~\x01\x17\x7f\x1b[1;5C')).toEqual([
      { do: 'older' },
      { do: 'newer' },
      { do: 'edit', edit: 'backward-char' },
      { do: 'edit', edit: 'delete-char' },
      { do: 'edit', edit: 'beginning-of-line' },
      { do: 'edit', edit: 'unix-word-rubout' },
      { do: 'edit', edit: 'backward-delete-char' },
      { do: 'edit', edit: 'forward-word' },
    ]);
  });

  it('runs pasted lines one after another, and leaves the last one to be run', () => {
    expect(actionsIn('ls\r\npwd\rcd')).toEqual([
      { do: 'type', text: 'ls' },
      { do: 'submit' },
      { do: 'type', text: 'pwd' },
      { do: 'submit' },
      { do: 'type', text: 'cd' },
    ]);
  });

  it('does nothing for keys it does not know', () => {
    expect(actionsIn('\x1b[15~\x1b[5~\x00\x1f')).toEqual([]);
  });
});
