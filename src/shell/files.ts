/** Reads a file of `content/evidence/` by its path there, unpacked when it is gzip. Rejects with a readable Error. */
export type ReadEvidence = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** A file of the practice node: where it stands, what stands behind it, and when that was taken. */
export interface ShellFile {
  /** Absolute path in the shell. */
  readonly at: string;
  /** Path under `content/evidence/`. */
  readonly from: string;
  /** `expand` repeats each line of a `uniq -c` table as often as its count says. */
  readonly make: 'copy' | 'expand';
  /** ISO time shown by `ls -l`: when the dump was taken, the post published, or the README written. */
  readonly taken: string;
}

/** A file whose text the kit writes itself. */
export interface OwnFile {
  readonly at: string;
  readonly text: string;
  readonly mode: number;
  readonly taken: string;
}

export const HOME = '/root';

/** The folders of evidence, in the order in which a reader should meet them. */
export const PLACES = ['post', 'captured', 'size-169', 'idle', 'look-alike'] as const;
export type Place = (typeof PLACES)[number];

export function isPlace(text: string): text is Place {
  return PLACES.some((place) => place === text);
}

/** `post` -> `/root/post`. */
export function folderOf(place: Place): string {
  return `${HOME}/${place}`;
}

const WRITTEN = '2026-11-23T12:00:00Z';
/** Date in the post's front matter, 15:50:43 at +08:00. */
const POSTED = '2021-11-09T07:50:43Z';
/** Times of the dumps' own first log lines. */
const TAKEN = {
  captured: '2026-11-23T07:53:27Z',
  'size-169': '2026-11-23T08:20:31Z',
  idle: '2026-11-23T07:47:41Z',
  'look-alike': '2026-11-23T07:28:44Z',
} as const;

function evidence(place: keyof typeof TAKEN, name: string, from: string): ShellFile {
  return { at: `${folderOf(place)}/${name}`, from, make: 'copy', taken: TAKEN[place] };
}

function readmes(folder: string, name: string): ShellFile[] {
  return (['', '.zh-cn'] as const).map((tongue) => ({
    at: `${folder}/README${tongue}`,
    from: `readme/${name}${tongue || '.en'}.txt`,
    make: 'copy',
    taken: WRITTEN,
  }));
}

/** Every file the shell starts with. Bytes are fetched when a command first touches a file. */
export const FILES: readonly ShellFile[] = [
  ...readmes(HOME, 'home'),
  ...PLACES.flatMap((place) => readmes(folderOf(place), place)),
  {
    at: `${folderOf('post')}/shim.goroutine.profile`,
    from: 'post/shim-ttrpc-lines.txt',
    make: 'expand',
    taken: POSTED,
  },
  evidence(
    'captured',
    'shim.goroutine.profile',
    'containerd-1.4.11/pod-deadlock/shim.unescaped.txt',
  ),
  evidence('captured', 'shim.log', 'containerd-1.4.11/pod-deadlock/shim.usr1.log'),
  evidence('captured', 'ss-xmp.txt', 'containerd-1.4.11/pod-deadlock/ss-xmp.txt'),
  evidence(
    'size-169',
    'shim.goroutine.profile',
    'ttrpc-pair/size-w169/server.goroutine.debug2.txt',
  ),
  evidence('size-169', 'shim.log', 'ttrpc-pair/size-w169/server.usr1.log'),
  evidence(
    'size-169',
    'client.goroutine.profile',
    'ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz',
  ),
  evidence('idle', 'shim.goroutine.profile', 'containerd-1.4.11/idle/shim.unescaped.txt'),
  evidence('idle', 'shim.log', 'containerd-1.4.11/idle/shim.usr1.log'),
  evidence('idle', 'ss-xmp.txt', 'containerd-1.4.11/idle/ss-xmp.txt'),
  evidence(
    'look-alike',
    'shim.goroutine.profile',
    'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
  ),
];

/**
 * Undoes `uniq -c`: every line of the table as often as its count says, sorted bytewise by the table's own order.
 * Lines that carry no count are kept as they are, so that a wrong table shows itself.
 */
export function expandCounts(table: string): string {
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, count, text] = /^ *(\d+) (.*)$/.exec(line) ?? [];
      return count === undefined ? `${line}\n` : `${text}\n`.repeat(Number(count));
    })
    .join('');
}

/** The bytes of a file as the shell shows them. */
export async function bytesOf(
  file: ShellFile,
  read: ReadEvidence,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(file.from);
  if (file.make === 'copy') return bytes;
  return new TextEncoder().encode(expandCounts(new TextDecoder().decode(bytes)));
}
