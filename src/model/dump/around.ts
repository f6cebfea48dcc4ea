import type { ProcessFrames, ServiceCode, Template } from './builds.ts';

/**
 * What stands around ttrpc where no dump shows it: the model, under its own name and with its own files, so that nobody
 * takes it for containerd. It has no code in Go, so its frames have no argument words and no offsets.
 */
const MODEL = {
  writer: ['stuck-in-send/model.dumpText()\n\tstuck-in-send/src/model/dump/text.ts:1'],
  acceptor: ['created by stuck-in-send/model.server\n\tstuck-in-send/src/model/ttrpc/server.ts:1'],
  caller: 'created by stuck-in-send/model.caller\n\tstuck-in-send/src/model/ttrpc/caller.ts:1',
} as const;

/** The ids of a process of the model's own: first the goroutine that Go starts a program with. */
const IDS = { acceptor: 6, writer: 1, first: 18 } as const;

/** RPCs of the shim's task service in the order of its definition: containerd@v1.4.12 runtime/v2/task/shim.proto:18-36. */
const METHODS = [
  'State',
  'Create',
  'Start',
  'Delete',
  'Pids',
  'Pause',
  'Resume',
  'Checkpoint',
  'Kill',
  'Exec',
  'ResizePty',
  'CloseIO',
  'Update',
  'Wait',
  'Stats',
  'Connect',
  'Shutdown',
];

/** Ids of the goroutines of a process that are always there, and of the first one of its connections. */
export function idsOf(frames: ProcessFrames): {
  readonly acceptor: number;
  readonly writer: number;
  readonly first: number;
} {
  return { ...IDS, ...frames.ids };
}

/** The goroutine that writes the dump. */
export function writerOf(frames: ProcessFrames): readonly Template[] {
  return frames.writer ?? MODEL.writer;
}

/** Who runs the accept loop. */
export function belowAcceptor(frames: ProcessFrames): readonly Template[] {
  return frames.acceptor ?? MODEL.acceptor;
}

/**
 * Who makes a call: containerd's way to it where it was captured. Else the generated client and, below a gap, what every
 * captured way ends in: the gRPC server that runs a request. Where no way was captured at all, the model.
 */
export function belowCall(frames: ProcessFrames, rpc: string): readonly Template[] {
  const captured = frames.callers?.[rpc];
  if (captured) return captured;
  const generated = frames.service && methodFrame(frames.service, rpc, rpc);
  return [
    generated ??
      `stuck-in-send/model.(*taskClient).${rpc}()\n\tstuck-in-send/src/model/ttrpc/caller.ts:1`,
    ...(frames.request ?? [MODEL.caller]),
  ];
}

/** What the caller of an RPC lacks: nothing, the frames between its client and the gRPC server, or all of its own. */
export function lackingBelow(frames: ProcessFrames, rpc: string): 'nothing' | 'between' | 'all' {
  if (frames.callers?.[rpc]) return 'nothing';
  return frames.request ? 'between' : 'all';
}

/**
 * What a handler runs. For the method itself, where no dump shows it, stands the model: all it knows of a method is
 * whether it returns.
 */
export function aboveHandler(frames: ProcessFrames, rpc: string): readonly Template[] {
  const captured = frames.methods?.[rpc];
  if (captured) return captured;
  const generated =
    frames.service && methodFrame(frames.service, rpc, String(METHODS.indexOf(rpc) + 1));
  return [
    `stuck-in-send/model.(*service).${rpc}()\n\tstuck-in-send/src/model/ttrpc/server.ts:1`,
    ...(generated ? [generated] : []),
  ];
}

/** The frame of a method's generated code, or null for what is no RPC of the task service. */
function methodFrame(
  { func, words, file, first, step }: ServiceCode,
  rpc: string,
  name: string,
): Template | null {
  const index = METHODS.indexOf(rpc);
  return index < 0 ? null : `${func}${name}(${words})\n\t${file}:${first + step * index}`;
}
