import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../../commands/input.ts';
import { has, type Options, readOptions } from '../../../commands/options.ts';
import type { Client } from '../../processes.ts';
import type { World } from '../../world.ts';
import { type Socket, socketsOf } from './sockets.ts';

/** net.core.rmem_default: what a unix socket's receiver could be charged, and never is. */
const RCVBUF = 212_992;
const LONG = {
  unix: 'x',
  memory: 'm',
  processes: 'p',
  all: 'a',
  listening: 'l',
  extended: 'e',
  numeric: 'n',
  'no-header': 'H',
};

/** Columns of ss(8), in its order; `right` stand at the right of their column. */
const COLUMNS = [
  { header: 'Netid', after: ' ' },
  { header: 'State', after: ' ' },
  { header: 'Recv-Q', after: ' ' },
  { header: 'Send-Q', after: ' ' },
  { header: 'Local Address', after: ':', right: true },
  { header: 'Port', after: ' ' },
  { header: 'Peer Address', after: ':', right: true },
  { header: 'Port', after: '' },
  { header: 'Process', after: '' },
] as const;

/** ss(8) of iproute2 5.10, for unix stream sockets. */
export function ss(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('ss', async (args) => {
    const options = readOptions(args, { short: 'xmpalenH', long: LONG });
    if (typeof options === 'string') {
      return refusal(`ss: ${options}\nUsage: ss [ OPTIONS ]\n${KNOWN}`, 255);
    }
    if (options.operands.length > 0 || !has(options, 'x')) {
      return refusal(`ss: only unix sockets are here, and no filters\n${KNOWN}`, 255);
    }
    const sockets = socketsOf(world.state, clients()).filter(({ state }) =>
      has(options, 'a') ? true : (state === 'LISTEN') === has(options, 'l'),
    );
    return bytesOut(
      textOf(
        laid(
          sockets.map((socket) => cells(socket, options)),
          options,
        ),
      ),
    );
  });
}

const KNOWN = '(the practice node knows: ss -x [-m] [-p] [-a|-l] [-e] [-n] [-H])';

function cells(socket: Socket, options: Options): string[] {
  const { state, received, charged, path, inode, peer, owner, sndbuf } = socket;
  const { name, pid, fd } = owner;
  const memory = state === 'LISTEN' ? 0 : charged;
  const more = [
    has(options, 'p') ? ` users:(("${name}",pid=${pid},fd=${fd}))` : '',
    has(options, 'm') ? ` skmem:(r0,rb${RCVBUF},t${memory},tb${sndbuf},f0,w0,o0,bl0,d0)` : '',
    has(options, 'e') ? (state === 'LISTEN' ? ' ---' : ' <->') : '',
  ];
  return [
    'u_str',
    state,
    String(received),
    String(charged),
    path,
    String(inode),
    '*',
    String(peer),
    more.join(''),
  ];
}

/** Sets the rows in columns as wide as their widest cell: between an address and its port stands a blank here. */
function laid(rows: readonly (readonly string[])[], options: Options): string[] {
  const headers = COLUMNS.map(({ header }) => header as string);
  const shown = has(options, 'H') ? rows : [headers, ...rows];
  const widths = COLUMNS.map((_, at) => Math.max(...shown.map((row) => row[at]?.length ?? 0), 0));
  return shown.map((row) =>
    COLUMNS.map((column, at) => {
      const cell = row[at] ?? '';
      const width = widths[at] ?? 0;
      const set = 'right' in column ? cell.padStart(width) : cell.padEnd(width);
      const between = row !== headers && column.after === ':' ? ' ' : column.after;
      return set + between;
    }).join(''),
  );
}
