/**
 * Small dumps made here, where no capture exists. Functions and lines are those that the facts name (sections 7 and 8);
 * the frames between them are left out, so these are no dumps of a real kubelet or containerd.
 */
import type { Dump } from '../../../src/evidence/goroutine/types.ts';
import { only, readText } from '../goroutine/evidence.ts';

export interface Made {
  readonly count: number;
  /** `select, 12 minutes`. */
  readonly state: string;
  /** `func file:line`, innermost first. */
  readonly frames: readonly string[];
  readonly createdBy?: string;
}

/** A debug=2 text of those goroutines, numbered from `from`. */
export function textOf(goroutines: readonly Made[], from = 2): string {
  let id = from;
  const text = ['goroutine 1 [chan receive]:\nmain.main()\n\t/src/main.go:10 +0x1d\n'];
  for (const { count, state, frames, createdBy } of goroutines)
    for (let nth = 0; nth < count; nth++)
      text.push(
        [
          `goroutine ${id++} [${state}]:`,
          ...frames.flatMap((frame) => lines(frame, '(0xc000010000)')),
          ...(createdBy ? lines(`created by ${createdBy}`, '') : []),
          '',
        ].join('\n'),
      );
  return text.join('\n');
}

export function made(goroutines: readonly Made[], from?: number): Dump {
  return only(readText(textOf(goroutines, from)));
}

/** The same inside a log record of that time, as containerd writes it. */
export function logged(goroutines: readonly Made[], from: number, time: string): Dump {
  const text = textOf(goroutines, from).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  const record = `time="${time}" level=info msg="=== BEGIN goroutine stack dump ===\\n${text}\\n=== END goroutine stack dump ==="\n`;
  return only(readText(record));
}

function lines(frame: string, args: string): readonly string[] {
  const at = frame.lastIndexOf(' ');
  return [`${frame.slice(0, at)}${args}`, `\t${frame.slice(at + 1)} +0x1d`];
}

const GRPC = 'k8s.io/kubernetes/vendor/google.golang.org/grpc';
const CRI = 'k8s.io/kubernetes/vendor/k8s.io/cri-api/pkg/apis/runtime/v1alpha2';
const REMOTE = 'k8s.io/kubernetes/pkg/kubelet/cri/remote';

/** Facts, section 8: `waitOnHeader` under `ListContainerStats`, called by whoever asked for the stats. */
export function kubeletCall(count: number, minutes: number, rpc = 'ListContainerStats'): Made {
  return {
    count,
    state: minutes > 0 ? `select, ${minutes} minutes` : 'select',
    frames: [
      `${GRPC}/internal/transport.(*Stream).waitOnHeader ${GRPC}/internal/transport/transport.go:318`,
      `${GRPC}.(*csAttempt).recvMsg ${GRPC}/stream.go:871`,
      `${GRPC}.(*ClientConn).Invoke ${GRPC}/call.go:37`,
      `${CRI}.(*runtimeServiceClient).${rpc} ${CRI}/api.pb.go:9000`,
      `${REMOTE}.(*remoteRuntimeService).${rpc} ${REMOTE}/remote_runtime.go:552`,
    ],
    createdBy: 'net/http.(*Server).Serve /usr/lib/go/src/net/http/server.go:3000',
  };
}

const CONTAINERD = 'github.com/containerd/containerd';
const SPDY = `${CONTAINERD}/vendor/github.com/docker/spdystream`;
const CRI_PKG = `${CONTAINERD}/vendor/github.com/containerd/cri/pkg`;

/**
 * Facts, section 7: what `n` open execs of `kubectl exec -i` run in containerd 1.4.12, without the fifos' goroutines:
 * the HTTP handler at one of its steps, and twelve of spdystream.
 */
export function execs(n: number, step: 'Exec' | 'Wait', minutes: number): readonly Made[] {
  const waits = (state: string) => (minutes > 0 ? `${state}, ${minutes} minutes` : state);
  const handler: Made =
    step === 'Exec'
      ? {
          count: n,
          state: waits('select'),
          frames: [
            `${CONTAINERD}/runtime/v2/task.(*taskClient).Exec ${CONTAINERD}/runtime/v2/task/shim.pb.go:3612`,
            `${CRI_PKG}/server.(*criService).execInternal ${CRI_PKG}/server/container_execsync.go:109`,
          ],
        }
      : {
          count: n,
          state: waits('select'),
          frames: [
            `${CRI_PKG}/server.(*criService).execInternal ${CRI_PKG}/server/container_execsync.go:159`,
          ],
        };
  const serve = `${SPDY}.(*Connection).Serve ${SPDY}/connection.go`;
  return [
    handler,
    {
      count: n,
      state: waits('select'),
      frames: [`${SPDY}.(*idleAwareFramer).monitor ${SPDY}/connection.go:61`],
      createdBy: `${SPDY}.NewConnection ${SPDY}/connection.go:252`,
    },
    {
      count: n,
      state: waits('IO wait'),
      frames: [`${SPDY}.(*Connection).Serve ${SPDY}/connection.go:330`],
      createdBy: `${CONTAINERD}/vendor/k8s.io/apimachinery/pkg/util/httpstream/spdy.newConnection connection.go:68`,
    },
    {
      count: 5 * n,
      state: waits('sync.Cond.Wait'),
      frames: [`${SPDY}.(*Connection).frameHandler ${SPDY}/connection.go:390`],
      createdBy: `${serve}:311`,
    },
    {
      count: 5 * n,
      state: waits('chan receive'),
      frames: [`${SPDY}.(*Connection).Serve.func1 ${SPDY}/connection.go:305`],
      createdBy: `${serve}:305`,
    },
  ];
}

/** A leak of the plainest kind: somebody waits for a result that nobody sends. */
export function leaked(count: number, minutes: number): Made {
  return {
    count,
    state: minutes > 0 ? `chan receive, ${minutes} minutes` : 'chan receive',
    frames: ['example.com/shop.(*Cart).total /src/shop/cart.go:41'],
    createdBy: 'example.com/shop.Handle /src/shop/handle.go:17',
  };
}
