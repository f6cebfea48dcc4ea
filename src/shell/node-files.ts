import { InMemoryFs } from 'just-bash/browser';
import { bytesOf, FILES, HOME, type OwnFile, type ReadEvidence, type ShellFile } from './files.ts';

/** A file or folder the reader made, changed or took away: bytes, null for a folder, undefined when it is gone. */
export interface Written {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer> | null | undefined;
  /** Of a file, where it is not the usual 0644. */
  readonly mode?: number;
}

const USUAL = 0o644;
const PROGRAM = /^\/(?:usr\/)?bin\/[^/]+$/;
/** A time so close to the present is the present, ms. */
const JUST = 5000;

/** Files the shell needs to be itself and the reader did not write. */
const OWN = /^\/(?:$|usr$|(?:bin|usr\/bin|dev|proc)(?:\/|$))/;

/** What one run may leave behind in saved files, so that a runaway loop does not fill the page. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The file system of the practice node: evidence that is fetched when first touched, and a note of what was written. */
export class NodeFiles extends InMemoryFs {
  private readonly touched = new Set<string>();
  /** Modes that are not usual, by path: just-bash forgets a file's mode when it is written anew (`sed -i`, `>`, `cp`). */
  private readonly modes = new Map<string, number>();
  private readonly programs = new Map<string, unknown>();
  private noting = false;
  /** Dates what is written, where that is not the clock on the wall. */
  clock: (() => Date) | null = null;
  /** Texts of files that are made when they are read, by absolute path; null for every other. */
  live: (path: string) => string | null = () => null;

  /** `fetched` hears of each evidence file once, when it is read. */
  static from(
    read: ReadEvidence,
    fetched: (path: string) => void,
    saved: readonly Written[],
    standing: readonly (ShellFile | OwnFile)[] = FILES,
  ): NodeFiles {
    const files = new NodeFiles({}, { maxTotalBytes: 256 * 1024 * 1024 });
    files.mkdirSync(HOME, { recursive: true });
    files.mkdirSync('/tmp', { recursive: true });
    for (const file of standing) {
      const lazy = async () => {
        if ('text' in file) return new TextEncoder().encode(file.text);
        fetched(file.from);
        return bytesOf(file, read);
      };
      const mode = 'text' in file ? file.mode : USUAL;
      files.keep(file.at, mode);
      files.writeFileLazy(file.at, lazy, { mode, mtime: new Date(file.taken) });
    }
    return files.restore(saved);
  }

  /** Puts back what an earlier shell had written. Synchronous, as the constructor of a shell is. */
  private restore(saved: readonly Written[]): this {
    for (const { path, bytes, mode = USUAL } of saved) {
      this.keep(path, mode);
      if (bytes === null) this.mkdirSync(path, { recursive: true });
      else if (bytes !== undefined) this.writeFileSync(path, bytes);
      else void super.rm(path, { recursive: true, force: true });
    }
    this.noting = true;
    return this;
  }

  /** What changed since the last call, for a shell that may have to begin anew. */
  async written(): Promise<Written[]> {
    const roots = [...this.touched];
    this.touched.clear();
    const all = this.getAllPaths();
    const changes = new Map<string, Written['bytes']>();
    let size = 0;
    for (const root of roots) {
      const under = all.filter((path) => path === root || path.startsWith(`${root}/`));
      if (under.length === 0) changes.set(root, undefined);
      for (const path of under) {
        const { isFile, isDirectory } = await this.stat(path).catch(() => ({
          isFile: false,
          isDirectory: false,
        }));
        if (isDirectory) changes.set(path, null);
        if (!isFile) continue;
        const bytes = await this.readFileBuffer(path);
        size += bytes.length;
        if (size <= MOST_BYTES) changes.set(path, new Uint8Array(bytes));
      }
    }
    return [...changes].map(([path, bytes]) => {
      const mode = bytes ? this.modes.get(path) : undefined;
      return { path, bytes, ...(mode !== undefined && { mode }) };
    });
  }

  private keep(path: string, mode: number): void {
    const full = this.resolvePath('/', path);
    if (mode === USUAL) this.modes.delete(full);
    else this.modes.set(full, mode);
  }

  private modeOf(path: string): number {
    return this.modes.get(this.resolvePath('/', path)) ?? USUAL;
  }

  private note(path: string): void {
    const full = this.resolvePath('/', path);
    if (!this.noting || OWN.test(full)) return;
    this.touched.add(full);
    const now = this.clock?.();
    if (now) void this.utimes(full, now, now).catch(() => undefined);
  }

  private made(path: string): string | null {
    return this.live(this.resolvePath('/', path));
  }

  override async readFile(...args: Parameters<InMemoryFs['readFile']>): Promise<string> {
    return this.made(args[0]) ?? super.readFile(...args);
  }

  override async readFileBytes(path: string): ReturnType<InMemoryFs['readFileBytes']> {
    const text = this.made(path);
    // One character a byte, and what is made is ASCII.
    return text === null
      ? super.readFileBytes(path)
      : (text as unknown as ReturnType<InMemoryFs['readFileBytes']> extends Promise<infer Bytes>
          ? Bytes
          : never);
  }

  override async readFileBuffer(path: string): Promise<Uint8Array> {
    const text = this.made(path);
    return text === null ? super.readFileBuffer(path) : new TextEncoder().encode(text);
  }

  override async exists(path: string): Promise<boolean> {
    return this.made(path) !== null || super.exists(path);
  }

  override async stat(path: string): ReturnType<InMemoryFs['stat']> {
    if (this.made(path) === null) return super.stat(path);
    const mtime = this.clock?.() ?? new Date();
    return { isFile: true, isDirectory: false, isSymbolicLink: false, mode: 0o444, size: 0, mtime };
  }

  override writeFileSync(...args: Parameters<InMemoryFs['writeFileSync']>): void {
    const [path, content, options, metadata] = args;
    if (PROGRAM.test(path)) {
      // Every new shell puts its hundred programs there again.
      if (this.programs.get(path) !== content) super.writeFileSync(...args);
      this.programs.set(path, content);
      return;
    }
    // Every new shell of just-bash puts its own there.
    if (path === '/proc/version' && String(content).includes('just-bash')) return;
    super.writeFileSync(path, content, options, { mode: this.modeOf(path), ...metadata });
    this.note(path);
  }

  /** `touch` says the time of the clock on the wall. */
  override async utimes(...args: Parameters<InMemoryFs['utimes']>): Promise<void> {
    const [path, atime, mtime] = args;
    const now = this.clock?.();
    const just = Math.abs(mtime.getTime() - Date.now()) < JUST;
    await super.utimes(path, now && just ? now : atime, now && just ? now : mtime);
  }

  override async chmod(...args: Parameters<InMemoryFs['chmod']>): Promise<void> {
    await super.chmod(...args);
    const { isFile } = await this.stat(args[0]);
    if (!isFile) return;
    this.keep(...args);
    this.note(args[0]);
  }

  override async appendFile(...args: Parameters<InMemoryFs['appendFile']>): Promise<void> {
    await super.appendFile(...args);
    await super.chmod(args[0], this.modeOf(args[0]));
    this.note(args[0]);
  }

  override mkdirSync(...args: Parameters<InMemoryFs['mkdirSync']>): void {
    // A shell makes sure of its folder at every start; only a new one is something the reader made.
    const known = this.getAllPaths().includes(this.resolvePath('/', args[0]));
    super.mkdirSync(...args);
    if (!known) this.note(args[0]);
  }

  /** What was copied or moved has the mode of what it was made from. */
  private async takeModes(from: string, to: string): Promise<void> {
    const [old, now] = [from, to].map((path) => this.resolvePath('/', path)) as [string, string];
    const under = [...this.modes].filter(([path]) => path === old || path.startsWith(`${old}/`));
    if (under.every(([path]) => path !== old)) this.keep(now, USUAL);
    for (const [path, mode] of under) {
      const copy = now + path.slice(old.length);
      this.keep(copy, mode);
      await super.chmod(copy, mode).catch(() => undefined);
    }
  }

  override async rm(...args: Parameters<InMemoryFs['rm']>): Promise<void> {
    await super.rm(...args);
    this.programs.clear();
    this.keep(args[0], USUAL);
    this.note(args[0]);
  }

  override async cp(...args: Parameters<InMemoryFs['cp']>): Promise<void> {
    await super.cp(...args);
    await this.takeModes(args[0], args[1]);
    this.note(args[1]);
  }

  override async mv(...args: Parameters<InMemoryFs['mv']>): Promise<void> {
    await super.mv(...args);
    this.programs.clear();
    await this.takeModes(args[0], args[1]);
    this.note(args[0]);
    this.note(args[1]);
  }

  override async symlink(...args: Parameters<InMemoryFs['symlink']>): Promise<void> {
    await super.symlink(...args);
    this.note(args[1]);
  }

  override async link(...args: Parameters<InMemoryFs['link']>): Promise<void> {
    await super.link(...args);
    this.note(args[1]);
  }
}
