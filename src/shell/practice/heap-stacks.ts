import { builds } from '../../model/dump/builds.ts';
import { CALL_HEAP, EXEC_HEAP } from '../../model/leak/constants.ts';
import { execPaths } from './exec-paths.ts';
import { type Place, place } from './stacks.ts';

/** What one of many like things holds at one place of a program: objects and bytes of the live heap. */
export interface Held {
  readonly stack: readonly Place[];
  readonly objects: number;
  readonly bytes: number;
}

const GO = '/usr/lib/go-1.15/src';
const VENDOR = 'github.com/containerd/containerd/vendor';

/** Bytes after NewFramer and after the first header was written (facts, 9); EXEC_HEAP is with the first one read too. */
const FRAMER = 240;
const WRITTEN = 815_641;
/** go1.19 src/compress/flate/deflate.go:369-371: a window of 64 KiB, and tokens of 65,540 B in nine pages of 8 KiB. */
const DEFLATE = 65_536 + 73_728;

/**
 * What one exec over SPDY holds in containerd: the compressor of its connection's headers, made when the first header
 * is written, and the reader's dictionary and window. The totals are measured (facts, 9); of how they divide, only the
 * window and the tokens are known. Functions: spdystream's connection.go, stream.go, spdy/write.go, read.go, types.go.
 */
export function heldByExec(release: string): readonly Held[] {
  const { spdystream, cri } = execPaths(release);
  const spdy = `${spdystream}/spdy`;
  const apimachinery = `${VENDOR}/k8s.io/apimachinery/pkg/util/httpstream/spdy`;
  const framer: readonly Place[] = [
    place(`${spdy}.NewFramer ${spdy}/types.go:264`),
    place(`${spdystream}.NewConnection ${spdystream}/connection.go:210`),
    place(`${apimachinery}.NewServerConnection ${apimachinery}/connection.go`),
    place(`${apimachinery}.responseUpgrader.UpgradeResponse ${apimachinery}/upgrade.go`),
    place(
      `${cri}/streaming/remotecommand.createHTTPStreamStreams ${cri}/streaming/remotecommand/httpstream.go`,
    ),
    place(
      `${cri}/streaming/remotecommand.createStreams ${cri}/streaming/remotecommand/httpstream.go:124`,
    ),
    place(`${cri}/streaming/remotecommand.ServeExec ${cri}/streaming/remotecommand/exec.go`),
    place(`net/http.serverHandler.ServeHTTP ${GO}/net/http/server.go:2843`),
    place(`net/http.(*conn).serve ${GO}/net/http/server.go:1925`),
  ];
  const writer: readonly Place[] = [
    place(`compress/flate.NewWriter ${GO}/compress/flate/deflate.go`),
    place(`compress/flate.NewWriterDict ${GO}/compress/flate/deflate.go`),
    place(`compress/zlib.(*Writer).writeHeader ${GO}/compress/zlib/writer.go`),
    place(`compress/zlib.(*Writer).Write ${GO}/compress/zlib/writer.go`),
    place(`encoding/binary.Write ${GO}/encoding/binary/binary.go`),
    place(`${spdy}.writeHeaderValueBlock ${spdy}/write.go`),
    place(`${spdy}.(*Framer).writeSynReplyFrame ${spdy}/write.go`),
    place(`${spdy}.(*SynReplyFrame).write ${spdy}/write.go`),
    place(`${spdy}.(*Framer).WriteFrame ${spdy}/write.go`),
    place(`${spdystream}.(*idleAwareFramer).WriteFrame ${spdystream}/connection.go:140`),
    place(`${spdystream}.(*Connection).sendReply ${spdystream}/connection.go`),
    place(`${spdystream}.(*Stream).SendReply ${spdystream}/stream.go`),
    place(`${apimachinery}.(*connection).newSpdyStream ${apimachinery}/connection.go`),
    place(`${spdystream}.(*Connection).handleStreamFrame ${spdystream}/connection.go`),
    place(`${spdystream}.(*Connection).frameHandler ${spdystream}/connection.go`),
    place(`${spdystream}.(*Connection).Serve.func2 ${spdystream}/connection.go:315`),
  ];
  const reader: readonly Place[] = [
    place(`compress/flate.NewReaderDict ${GO}/compress/flate/inflate.go`),
    place(`compress/zlib.(*reader).Reset ${GO}/compress/zlib/reader.go`),
    place(`compress/zlib.NewReaderDict ${GO}/compress/zlib/reader.go`),
    place(`${spdy}.(*Framer).uncorkHeaderDecompressor ${spdy}/read.go`),
    place(`${spdy}.(*Framer).readSynStreamFrame ${spdy}/read.go`),
    place(`${spdy}.(*SynStreamFrame).read ${spdy}/read.go`),
    place(`${spdy}.(*Framer).parseControlFrame ${spdy}/read.go`),
    place(`${spdy}.(*Framer).ReadFrame ${spdy}/read.go`),
    place(`${spdystream}.(*idleAwareFramer).ReadFrame ${spdystream}/connection.go:151`),
    place(`${spdystream}.(*Connection).Serve ${spdystream}/connection.go:325`),
  ];
  const deflate: readonly Place[] = [
    place(`compress/flate.(*compressor).initDeflate ${GO}/compress/flate/deflate.go`),
    place(`compress/flate.(*compressor).init ${GO}/compress/flate/deflate.go`),
    ...writer,
  ];
  return [
    { stack: framer, objects: 1, bytes: FRAMER },
    { stack: writer, objects: 1, bytes: WRITTEN - FRAMER - DEFLATE },
    { stack: deflate, objects: 2, bytes: DEFLATE },
    { stack: reader, objects: 1, bytes: EXEC_HEAP - WRITTEN },
  ];
}

/** How the live heap of stuck calls divided: cum of containerd-1.4.11/leak, eleventh look less the first (golden old-leak-difference). */
const SHARES = { stream: 7_340_824, caller: 4_718_976, all: 14_681_352 } as const;

/** What one call for stats holds in containerd beside its stack: CALL_HEAP, divided as in the captured leak. */
export function heldByCall(): readonly Held[] {
  const metrics = capturedFrames('Stats');
  const ttrpc = `${VENDOR}/github.com/containerd/ttrpc`;
  const grpc = `${VENDOR}/google.golang.org/grpc`;
  const caller: readonly Place[] = [
    place(`${ttrpc}.(*Client).dispatch ${ttrpc}/client.go:153`),
    place(`${ttrpc}.defaultClientInterceptor ${ttrpc}/interceptor.go:49`),
    place(`${ttrpc}.(*Client).Call ${ttrpc}/client.go:130`),
    ...metrics,
  ];
  const stream: readonly Place[] = [
    place(
      `${grpc}/internal/transport.(*http2Server).operateHeaders ${grpc}/internal/transport/http2_server.go:325`,
    ),
    place(
      `${grpc}/internal/transport.(*http2Server).HandleStreams ${grpc}/internal/transport/http2_server.go:488`,
    ),
    place(`${grpc}.(*Server).serveStreams ${grpc}/server.go:718`),
    place(`${grpc}.(*Server).handleRawConn.func1 ${grpc}/server.go:679`),
  ];
  const unary = metrics.slice(metrics.findIndex(({ func }) => func.endsWith('.processUnaryRPC')));
  const part = (share: number) => Math.round((CALL_HEAP * share) / SHARES.all);
  const own = part(SHARES.caller);
  const streams = part(SHARES.stream);
  return [
    { stack: caller, objects: 1, bytes: own },
    { stack: stream, objects: 1, bytes: streams },
    { stack: unary, objects: 1, bytes: CALL_HEAP - own - streams },
  ];
}

/** The captured way of an RPC's caller, from the shim's client to the gRPC server. */
function capturedFrames(rpc: string): readonly Place[] {
  const [client] = builds.containerd.processes;
  return (client?.callers?.[rpc] ?? []).flatMap((template) => {
    const match = /^(\S.*)\(.*\)\n\t(\S+:\d+)/.exec(template);
    return match && !template.startsWith('created by') ? [place(`${match[1]} ${match[2]}`)] : [];
  });
}
