/** Bytes of a frame's header: containerd/ttrpc@v1.0.1 channel.go:32. */
export const HEADER_BYTES = 10;

/** The most bytes of a body. A receiver reads past a longer one and answers ResourceExhausted: channel.go:33, :106-112. */
export const MOST_BODY_BYTES = 4 << 20;

/** Message types: 1 and 2 from 1.0 on (containerd/ttrpc@v1.0.1 channel.go:39-40), 3 from 1.2.0 on (PROTOCOL.md). */
export const TYPE = { request: 1, response: 2, data: 3 } as const;

/**
 * Flags of requests and of data from 1.2.0 on; before, the byte is reserved and sent as 0. `remoteClosed` and
 * `remoteOpen` stand in containerd/ttrpc@v1.2.0 PROTOCOL.md, `noData` only in the code (ttrpc@242b78c channel.go:57-61).
 */
export const FLAG = { remoteClosed: 1, remoteOpen: 2, noData: 4 } as const;

/** What every protobuf message may hold beyond the fields that are known here. */
interface Extensible {
  /** Fields that are not known, as they stood, tags included. Go's marshal puts them behind the known ones. */
  readonly unknown?: Uint8Array;
}

/** containerd/ttrpc@v1.0.1 types.go:56-59. */
export interface KeyValue extends Extensible {
  readonly key: string;
  readonly value: string;
}

/** containerd/ttrpc@v1.0.1 types.go:25-31. */
export interface Request extends Extensible {
  readonly service: string;
  readonly method: string;
  /** The call's own message, already marshalled: ttrpc does not look into it. */
  readonly payload: Uint8Array;
  /** What was left of the caller's deadline when it sent, in nanoseconds; 0 is no deadline. Signed, 64 bits. */
  readonly timeoutNano: bigint;
  readonly metadata: readonly KeyValue[];
}

/** google/protobuf/any.proto. */
export interface Any extends Extensible {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

/** google/rpc/status.proto. */
export interface Status extends Extensible {
  /** As in google/rpc/code.proto; signed, 32 bits. */
  readonly code: number;
  readonly message: string;
  readonly details: readonly Any[];
}

/** containerd/ttrpc@v1.0.1 types.go:37-40. */
export interface Response extends Extensible {
  /** Null where the call went well: the server then sends none. */
  readonly status: Status | null;
  readonly payload: Uint8Array;
}

/** What follows a header: as its type says, or plain bytes where the type says nothing or they do not hold to it. */
export type Body =
  | { readonly is: 'request'; readonly request: Request }
  | { readonly is: 'response'; readonly response: Response }
  | { readonly is: 'bytes'; readonly bytes: Uint8Array };

/** One frame. Its length is not kept: it is that of the body. */
export interface Frame {
  /** Unsigned, 32 bits. A client counts 1, 3, 5, …: containerd/ttrpc@v1.0.1 client.go:225, :265. */
  readonly streamId: number;
  /** One of `TYPE`, or another byte. */
  readonly type: number;
  readonly flags: number;
  readonly body: Body;
}
