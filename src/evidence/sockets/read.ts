/** One end of a unix stream socket, as a line of `ss -xmp` shows it. */
export interface SocketEnd {
  /** Name of the process that has it open; '' where ss was not allowed to see it. */
  readonly process: string;
  /** Where it was bound; '' for an end that has no name. A server's accepted ends bear their listener's. */
  readonly address: string;
  readonly inode: number;
  readonly peerInode: number;
  /** Bytes in its receive queue that its process has not read (Recv-Q). */
  readonly unread: number;
  /** Bytes of kernel memory that its own writes are charged until the peer has read them (skmem t). */
  readonly charged: number;
  /** How much it may be charged before a write blocks: SO_SNDBUF (skmem tb). */
  readonly allowed: number;
}

export interface SocketsRead {
  readonly value: readonly SocketEnd[];
  /** Lines that are no stream socket of `ss -xmp`, with their numbers from 1. */
  readonly leftovers: readonly { readonly line: number; readonly text: string }[];
}

/**
 * u_str ESTAB 12552 213504 /run/lab/ttrpc.sock 209951 * 209365 users:(("cap-1.0.1",pid=26048,fd=8)) skmem:(r0,rb212992,t213504,tb212992,f0,…)
 * Netid State Recv-Q Send-Q address inode peer-address peer-inode; the letters of skmem are those of ss(8).
 */
const END =
  /^u_str +ESTAB +(\d+) +\d+ +(\S+) (\d+) +\S+ (\d+) +(?:users:\(\("([^"]*)"\S* +)?skmem:\(r\d+,rb\d+,t(\d+),tb(\d+),\S*\)$/;

/** Reads what `ss -xmp` (or `ss -xm`) printed; the heading line and blank lines are skipped. */
export function readSockets(text: string): SocketsRead {
  const value: SocketEnd[] = [];
  const leftovers: { line: number; text: string }[] = [];
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    if (line === '' || /^Netid\b/.test(line)) return;
    const found = END.exec(line);
    if (!found) {
      leftovers.push({ line: i + 1, text: line });
      return;
    }
    const [unread, inode, peerInode, charged, allowed] = [1, 3, 4, 6, 7].map((part) =>
      Number(found[part]),
    ) as [number, number, number, number, number];
    const address = found[2] === '*' ? '' : (found[2] ?? '');
    const process = found[5] ?? '';
    value.push({ process, address, inode, peerInode, unread, charged, allowed });
  });
  return { value, leftovers };
}

/** The other end of the same connection, where it was listed too. */
export function peerOf(end: SocketEnd, all: readonly SocketEnd[]): SocketEnd | null {
  return all.find((one) => one.inode === end.peerInode) ?? null;
}
