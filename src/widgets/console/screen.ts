import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import { lineOf } from '../../shell/line.ts';
import { type Entry, ended, promptAt, promptOf, type Session } from '../../shell/session.ts';
import { type Action, actionsIn } from './keys.ts';
import { paint, placeAfter } from './paint.ts';

export interface ScreenOptions {
  readonly host: HTMLElement;
  /** Name of the field that takes the keys, for screen readers. */
  readonly label: string;
  readonly act: (actions: readonly Action[]) => void;
  /** What stands where lines of a long output were left out. */
  readonly leftOut: (count: number) => string;
}

/** A terminal drawn by xterm. It shows a session and gives keys; it decides nothing. */
export interface Screen {
  show(session: Session, choices: readonly string[]): void;
  focus(): void;
  close(): void;
}

const SCROLLBACK = 5_000;

export function openScreen(options: ScreenOptions): Screen {
  const { host } = options;
  const look = lookOf(host);
  const terminal = new Terminal({
    ...look,
    convertEol: true,
    cursorBlink: false,
    fontSize: 12,
    lineHeight: 1.3,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: SCROLLBACK,
    tabStopWidth: 8,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  fit.fit();
  terminal.textarea?.setAttribute('aria-label', options.label);
  terminal.textarea?.setAttribute('autocapitalize', 'none');

  const painter = new Painter(terminal, options.leftOut);
  terminal.onData((data) => options.act(actionsIn(data)));
  letFocusLeave(terminal);

  const resized = new ResizeObserver(() => {
    const { columns } = painter;
    fit.fit();
    if (terminal.cols !== columns) painter.repaint();
  });
  resized.observe(host);
  const recolour = () => {
    terminal.options.theme = lookOf(host).theme;
  };
  const themed = new MutationObserver(recolour);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', recolour);

  return {
    show: (session, choices) => painter.show(session, choices),
    focus: () => terminal.focus(),
    close: () => {
      resized.disconnect();
      themed.disconnect();
      dark.removeEventListener('change', recolour);
      terminal.dispose();
    },
  };
}

/** Writes what is new since the last time: entries below each other, then the line being typed. */
class Painter {
  private readonly terminal: Terminal;
  private readonly leftOut: (count: number) => string;
  private entries: readonly Entry[] = [];
  private session: Session | null = null;
  private choices: readonly string[] = [];
  /** Whether the running line was written already, and how many of its parts stood there before. */
  private echoed = false;
  private parts = 0;
  /** Row of the cursor, counted from the row of the prompt. */
  private row = 0;
  columns: number;

  constructor(terminal: Terminal, leftOut: (count: number) => string) {
    this.terminal = terminal;
    this.leftOut = leftOut;
    this.columns = terminal.cols;
  }

  show(session: Session, choices: readonly string[]): void {
    if (!this.entries.every((entry, i) => session.entries[i] === entry)) this.empty();
    if (session.running !== null && !this.echoed) {
      this.line(promptOf(session), session.running.split('\n').at(-1) ?? '');
      this.echoed = true;
    }
    for (const entry of session.entries.slice(this.entries.length)) this.entry(entry);
    this.entries = session.entries;
    if (choices.length > 0 && choices !== this.choices) {
      this.terminal.write(
        `\r\n${choices.map((word) => word.replace(/.*\/(?=.)/, '')).join('  ')}\r\n`,
      );
      this.row = 0;
    }
    this.choices = choices;
    this.session = session;
    if (session.running !== null) return;
    if (this.echoed) this.row = 0;
    this.echoed = false;
    this.parts = session.parts.length;
    this.prompt(session);
  }

  /** After a change of width: xterm has moved the text, so the cursor's row is another. */
  repaint(): void {
    const { session } = this;
    this.columns = this.terminal.cols;
    if (session === null || session.running !== null) return;
    this.row = placeAfter(
      promptOf(session) + session.line.text.slice(0, session.line.cursor),
      this.columns,
    ).row;
    this.prompt(session);
  }

  private prompt(session: Session): void {
    this.columns = this.terminal.cols;
    const { text, row } = paint(promptOf(session), session.line, this.columns, this.row);
    this.terminal.write(text);
    this.row = row;
  }

  private line(prompt: string, text: string): void {
    this.terminal.write(`${paint(prompt, lineOf(text), this.terminal.cols, this.row).text}\r\n`);
    this.row = 0;
  }

  private entry({ cwd, line, stdout, stderr, left }: Entry): void {
    if (!this.echoed) {
      const parts = line.split('\n').slice(this.parts);
      for (const [i, part] of parts.entries()) {
        this.line(i + this.parts === 0 ? promptAt(cwd) : '> ', part);
      }
    }
    const note = left > 0 ? `\x1b[33m${this.leftOut(left)}\x1b[0m\n` : '';
    this.terminal.write(ended(stdout) + note + ended(stderr));
    this.echoed = false;
    this.parts = 0;
    this.row = 0;
  }

  private empty(): void {
    this.terminal.reset();
    this.entries = [];
    this.echoed = false;
    this.parts = 0;
    this.row = 0;
  }
}

/** Tab belongs to completion, so Escape lets the next Tab go on to the page, as does Shift-Tab at any time. */
function letFocusLeave(terminal: Terminal): void {
  let leaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab' && (leaving || event.shiftKey)) {
      leaving = false;
      return false;
    }
    if (event.key === 'Escape') {
      leaving = true;
      return false;
    }
    if (event.key !== 'Shift') leaving = false;
    // Copying with a selection is not Ctrl-C for the shell.
    if (event.key === 'c' && event.ctrlKey && terminal.hasSelection()) return false;
    return !(event.key === 'v' && event.ctrlKey);
  });
}

/** Colours and letters of the page around: CSS variables, resolved by the browser, as xterm wants plain values. */
function lookOf(host: HTMLElement): { readonly theme: ITheme; readonly fontFamily: string } {
  const probe = document.createElement('span');
  host.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const ink = colour('--ink');
  const theme: ITheme = {
    background: colour('--sunk'),
    foreground: ink,
    cursor: colour('--flow'),
    cursorAccent: colour('--sunk'),
    selectionBackground: colour('--flow-tint'),
    selectionForeground: ink,
    black: colour('--ink'),
    red: colour('--stuck'),
    green: colour('--flow'),
    yellow: colour('--wait'),
    blue: colour('--flow'),
    magenta: colour('--wait'),
    cyan: colour('--flow'),
    white: colour('--ink-soft'),
  };
  const { fontFamily } = getComputedStyle(host);
  probe.remove();
  return { theme, fontFamily };
}
