import { releases } from '../../evidence/ttrpc/releases.ts';
import type { Saved } from '../engine.ts';
import { misshapen, type Shape } from './shape.ts';
import { EVENTS, GOALS, type NodeState } from './state.ts';

/** A shell on the practice node, as it goes into a file and comes out of one. */
export type SavedNode = Saved & { readonly node: NodeState };

/** A file that was read, or why it was not: `at` is the place in it that is wrong. */
export type ReadNode =
  | { readonly ok: true; readonly saved: SavedNode }
  | {
      readonly ok: false;
      /** `not-json`; `not-a-node`: another kind of file; `unknown-version`; `broken`: a field is missing or strange. */
      readonly problem: 'not-json' | 'not-a-node' | 'unknown-version' | 'broken';
      readonly at: string;
    };

const FORMAT = 'stuck-in-send/node';
const VERSION = 1;

/** The text of a file: JSON, the bytes of the reader's own files in base64. */
export function writeNode({ node, written, ...shell }: SavedNode): string {
  const files = written.map(({ path, bytes, mode }) => ({
    path,
    ...(mode !== undefined && { mode }),
    bytes: bytes ? base64(bytes) : bytes === null ? { folder: true } : { gone: true },
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, node, shell, files }, null, 1)}\n`;
}

const daemon = { pid: 'number', started: 'number' } as const;
const release: Shape = { oneOf: releases.map(({ version }) => version) };

const hang: Shape = {
  fields: {
    at: 'number',
    execs: 'number',
    phase: 'number',
    client: { oneOf: ['A', 'B', 'C', 'D'] },
    server: { oneOf: ['S1', 'S2'] },
    sndbuf: 'number',
    seed: 'number',
  },
};

const container: Shape = {
  fields: {
    id: 'text',
    name: 'text',
    image: 'text',
    pid: 'number',
    started: 'number',
    connection: {
      fields: {
        opened: 'number',
        sndbuf: 'number',
        hang: { orNull: hang },
        waiting: [{ fields: { since: 'number', over: { oneOf: ['spdy', 'ctr'] } } }],
      },
    },
  },
};

const node: Shape = {
  fields: {
    format: { oneOf: [FORMAT] },
    version: { oneOf: [VERSION] },
    seed: 'number',
    time: 'number',
    containerd: { fields: { ...daemon, installed: release, running: release } },
    kubelet: { fields: { ...daemon, peak: 'number', own: 'number' } },
    wmem: 'number',
    pods: [
      {
        fields: {
          namespace: 'text',
          name: 'text',
          uid: 'text',
          ip: 'text',
          shim: { fields: { ...daemon, release } },
          containers: [container],
          restarts: 'number',
        },
      },
    ],
    journal: [
      {
        fields: {
          at: 'number',
          unit: { oneOf: ['containerd', 'kubelet', 'systemd', 'sudo', 'kernel'] },
          pid: 'number',
          text: 'text',
        },
      },
    ],
    nextPid: 'number',
    updated: 'truth',
    memory: [{ fields: { time: 'number', kubelet: 'number', containerd: 'number' } }],
    reached: [{ oneOf: GOALS }],
    journalFrom: { orAbsent: 'number' },
    drill: {
      orAbsent: {
        fields: {
          began: 'number',
          before: [{ oneOf: GOALS }],
          log: [
            { fields: { at: 'number', wall: 'number', what: { oneOf: [...EVENTS, ...GOALS] } } },
          ],
        },
      },
    },
  },
};

const file: Shape = {
  fields: {
    node,
    shell: { fields: { cwd: 'text', env: { texts: true }, code: 'number', history: ['text'] } },
    files: [{ fields: { path: 'text' } }],
  },
};

/** Reads what writeNode wrote. Functions of the shell are taken only where they look like such. */
export function readNode(text: string): ReadNode {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: 'not-json', at: error instanceof Error ? error.message : '' };
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT)
    return { ok: false, problem: 'not-a-node', at: `format: ${String(format)}` };
  if (version !== VERSION) {
    return { ok: false, problem: 'unknown-version', at: `version: ${String(version)}` };
  }
  const wrong = misshapen(value, file, 'file');
  if (wrong !== null) return { ok: false, problem: 'broken', at: wrong.replace(/^file\./, '') };
  const {
    node: state,
    shell,
    files,
  } = value as {
    node: NodeState;
    shell: Omit<Saved, 'written' | 'node'>;
    files: readonly { path: string; bytes?: unknown; mode?: unknown }[];
  };
  const functions = Array.isArray(shell.functions)
    ? shell.functions.filter((one) => one?.type === 'FunctionDef' && typeof one.name === 'string')
    : [];
  const written: Saved['written'][number][] = [];
  for (const [i, { path, bytes, mode }] of files.entries()) {
    const read = bytesOf(bytes);
    if (read === 'broken') return { ok: false, problem: 'broken', at: `files[${i}].bytes` };
    const own = typeof mode === 'number' && Number.isInteger(mode) && mode >= 0 && mode <= 0o777;
    if (mode !== undefined && !own) return { ok: false, problem: 'broken', at: `files[${i}].mode` };
    written.push({ path, bytes: read, ...(own && { mode }) });
  }
  return { ok: true, saved: { ...shell, functions, written, node: state } };
}

function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null | undefined | 'broken' {
  if (typeof value === 'string') {
    try {
      return Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    } catch {
      return 'broken';
    }
  }
  if (value !== null && typeof value === 'object') return 'folder' in value ? null : undefined;
  return 'broken';
}

function base64(bytes: Uint8Array): string {
  let text = '';
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(text);
}
