import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { peerOf, readSockets } from '../../../src/evidence/sockets/read.ts';
import { sockets } from '../../content/evidence.ts';

const PATHS = [
  'containerd-1.4.11/idle/ss-xmp.txt',
  'containerd-1.4.11/pod-deadlock/ss-xmp.txt',
  'ttrpc-pair/n5000-dead/ss-xmp.txt',
];
const textOf = (path: string) =>
  readFileSync(new URL(`../../../content/evidence/${path}`, import.meta.url), 'utf8');

describe('what ss -xmp printed', () => {
  it.each(PATHS)('is read whole, with the same figures as a plain look: %s', (path) => {
    const { value, leftovers } = readSockets(textOf(path));
    expect(leftovers).toEqual([]);
    expect(
      value.map(({ process, unread, charged, allowed }) => ({
        process,
        unread,
        charged,
        allowed,
      })),
    ).toEqual(sockets(path));
  });

  it('binds the two ends of a connection by their inodes', () => {
    const { value } = readSockets(textOf('ttrpc-pair/n5000-dead/ss-xmp.txt'));
    const client = value.find(({ charged }) => charged === 81408)!;
    expect(client.address).toBe('');
    expect(peerOf(client, value)).toMatchObject({
      address: '/run/lab/ttrpc.sock',
      unread: 12552,
      charged: 213504,
    });
    expect(peerOf({ ...client, peerInode: 1 }, value)).toBeNull();
  });

  it('needs no process: ss without root, or without -p, does not tell it', () => {
    const line = 'u_str ESTAB  0  0  * 7 * 8 skmem:(r0,rb212992,t768,tb212992,f0,w0,o0,bl0,d0) \n';
    expect(readSockets(`Netid State Recv-Q Send-Q\n${line}`)).toEqual({
      value: [
        {
          process: '',
          address: '',
          inode: 7,
          peerInode: 8,
          unread: 0,
          charged: 768,
          allowed: 212992,
        },
      ],
      leftovers: [],
    });
  });

  it('gives back what it does not know, with the line', () => {
    const text = 'u_dgr ESTAB 0 0 * 7 * 8 skmem:(r0,rb212992,t0,tb212992,f0)\n\nhello';
    expect(readSockets(text)).toEqual({
      value: [],
      leftovers: [
        { line: 1, text: 'u_dgr ESTAB 0 0 * 7 * 8 skmem:(r0,rb212992,t0,tb212992,f0)' },
        { line: 3, text: 'hello' },
      ],
    });
  });
});
