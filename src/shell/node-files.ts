import { InMemoryFs } from 'just-bash/browser';
import { bytesOf, FILES, HOME, type OwnFile, type ReadEvidence, type ShellFile } from './files.ts';

/** A file or folder the reader made, changed or took away: bytes, null for a folder, undefined when it is gone. */
export interface Written {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer> | null | undefined;
}

/** Files the shell needs to be itself and the reader did not write. */
const OWN = /^\/(?:$|usr$|(?:bin|usr\/bin|dev|proc)(?:\/|$))/;

/** What one run may leave behind in saved files, so that a runaway loop does not fill the page. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The file system of the practice node: evidence that is fetched when first touched, and a note of what was written. */
export class NodeFiles extends InMemoryFs {
  private readonly touched = new Set<string>();
  private noting = false;
  /** Dates what is written, where that is not the clock on the wall. */
  clock: (() => Date) | null = null;

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
      const mode = 'text' in file ? file.mode : 0o644;
      files.writeFileLazy(file.at, lazy, { mode, mtime: new Date(file.taken) });
    }
    return files.restore(saved);
  }

  /** Puts back what an earlier shell had written. Synchronous, as the constructor of a shell is. */
  private restore(saved: readonly Written[]): this {
    for (const { path, bytes } of saved) {
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
    return [...changes].map(([path, bytes]) => ({ path, bytes }));
  }

  private note(path: string): void {
    const full = this.resolvePath('/', path);
    if (!this.noting || OWN.test(full)) return;
    this.touched.add(full);
    const now = this.clock?.();
    if (now) void this.utimes(full, now, now).catch(() => undefined);
  }

  override writeFileSync(...args: Parameters<InMemoryFs['writeFileSync']>): void {
    super.writeFileSync(...args);
    this.note(args[0]);
  }

  override async appendFile(...args: Parameters<InMemoryFs['appendFile']>): Promise<void> {
    await super.appendFile(...args);
    this.note(args[0]);
  }

  override mkdirSync(...args: Parameters<InMemoryFs['mkdirSync']>): void {
    // A shell makes sure of its folder at every start; only a new one is something the reader made.
    const known = this.getAllPaths().includes(this.resolvePath('/', args[0]));
    super.mkdirSync(...args);
    if (!known) this.note(args[0]);
  }

  override async rm(...args: Parameters<InMemoryFs['rm']>): Promise<void> {
    await super.rm(...args);
    this.note(args[0]);
  }

  override async cp(...args: Parameters<InMemoryFs['cp']>): Promise<void> {
    await super.cp(...args);
    this.note(args[1]);
  }

  override async mv(...args: Parameters<InMemoryFs['mv']>): Promise<void> {
    await super.mv(...args);
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
