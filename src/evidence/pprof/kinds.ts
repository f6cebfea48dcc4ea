/**
 * What people drop that is not a profile, told by content. Each kind says what it is and what to do with it; a page
 * may say the same in its reader's language by the kind's name.
 */
export const KINDS = {
  empty: {
    problem: 'The file is empty.',
    hint: 'Fetch it again, and look at the status of the answer: curl -f fails where the server does.',
  },
  'not-a-profile': {
    problem: 'This is not a pprof profile.',
    hint: 'Profiles come from /debug/pprof/heap, goroutine, profile, block, mutex, threadcreate, or runtime/pprof.',
  },
  'too-large': {
    problem: 'Unpacked, this is larger than the limit: a damaged file, or a gzip bomb.',
    hint: 'If it is a real profile, unpack it yourself and open what comes out.',
  },
  'damaged-gzip': {
    problem: 'The gzip data is damaged from the start: nothing came out.',
    hint: 'Fetch it again; a copy through a terminal or as text destroys it.',
  },
  'goroutine-dump': {
    problem: 'This is a goroutine dump as text (debug=2, SIGQUIT or a panic), not a profile.',
    hint: 'Open it as a dump. For a profile of the same, fetch /debug/pprof/goroutine without debug=.',
  },
  'execution-trace': {
    problem: 'This is a Go execution trace, not a profile.',
    hint: 'Open it with go tool trace; go tool trace -pprof=sync makes profiles of it.',
  },
  'gperftools-cpu': {
    problem: 'This is a CPU profile in the old binary form of gperftools: addresses without names.',
    hint: 'With its program at hand, go tool pprof -proto PROGRAM FILE makes a profile with names of it.',
  },
  threadz: {
    problem: 'This is a threadz page of C++: stacks of threads as addresses.',
    hint: 'With its program at hand, go tool pprof -proto PROGRAM FILE makes a profile with names of it.',
  },
  perf: {
    problem: 'This is perf.data of Linux perf.',
    hint: 'perf_to_profile (github.com/google/perf_data_converter) makes a profile of it.',
  },
  jfr: {
    problem: 'This is a Java Flight Recorder file.',
    hint: 'Open it with JDK Mission Control; async-profiler’s jfrconv can make a profile of it.',
  },
  hprof: { problem: 'This is a Java heap dump.', hint: 'Open it with Eclipse MAT.' },
  'collapsed-stacks': {
    problem: 'These are collapsed stacks, as flame graph scripts read them.',
    hint: 'Speedscope opens them. For this page, save the profile they were made of.',
  },
  speedscope: { problem: 'This is a speedscope file.', hint: 'Open it at speedscope.app.' },
  'chrome-profile': {
    problem: 'This is a profile of Chrome or Node as JSON.',
    hint: 'Open it in the Performance panel of Chrome’s developer tools.',
  },
  json: {
    problem: 'This is JSON, not a profile.',
    hint: 'If a server sent it, it may be an error: read it.',
  },
  html: {
    problem: 'This is a web page, not a profile.',
    hint: 'It may be a log-in page or the index of /debug/pprof/: fetch /debug/pprof/heap itself.',
  },
  'server-error': {
    problem: 'This is what the server said instead of a profile.',
    hint: 'Read it: a CPU profile already running, or a profile of that name that does not exist.',
  },
  program: {
    problem: 'This is a program or a core file, not a profile.',
    hint: 'pprof takes the program beside the profile; here only the profile is needed.',
  },
  archive: {
    problem: 'This is an archive or is packed with something other than gzip.',
    hint: 'Unpack it first.',
  },
} as const;

export type Kind = keyof typeof KINDS;

/** First bytes of binary files, and where they stand. Sources: the formats' own specifications. */
const MAGIC: readonly (readonly [Kind, readonly number[]])[] = [
  ['perf', ascii('PERFILE2')],
  ['perf', ascii('2ELIFREP')],
  ['jfr', ascii('FLR\0')],
  ['hprof', ascii('JAVA PROFILE 1.0')],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['program', [0xce, 0xfa, 0xed, 0xfe]],
  ['program', [0xca, 0xfe, 0xba, 0xbe]],
  ['program', ascii('MZ')],
  ['archive', ascii('PK\x03\x04')],
  ['archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['archive', ascii('BZh')],
  ['archive', [0x04, 0x22, 0x4d, 0x18]],
];

function ascii(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0));
}

/** So much of a text is looked at. */
const HEAD = 8192;

/** What a file is that is not a profile, and the byte that tells. Never reads more than its beginning. */
export function identify(bytes: Uint8Array): { readonly kind: Kind; readonly at: number } {
  if (bytes.length === 0) return { kind: 'empty', at: 0 };
  for (const [kind, magic] of MAGIC) {
    if (magic.every((byte, at) => bytes[at] === byte)) return { kind, at: 0 };
  }
  if (isGperftoolsCpu(bytes)) return { kind: 'gperftools-cpu', at: 0 };
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD));
  const text = head.trimStart();
  const at = head.length - text.length;
  if (text === '' && bytes.length <= HEAD) return { kind: 'empty', at: 0 };
  // internal/trace: "go 1.22 trace\0\0\0", sixteen bytes.
  if (/^go 1\.\d+ trace\0/.test(head)) return { kind: 'execution-trace', at: 0 };
  if (/^\s*(?:<!doctype html|<html|<\?xml|<head|<title)/i.test(text)) return { kind: 'html', at };
  if (text.startsWith('{') || text.startsWith('[')) return { kind: identifyJson(text), at };
  const goroutine = /^[ \t]*goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[[^\]\n]+\]/m.exec(head);
  if (goroutine) return { kind: 'goroutine-dump', at: goroutine.index };
  if (/^--- (?:threadz \d+|Thread [\da-f]+ )/im.test(text)) return { kind: 'threadz', at };
  if (
    /^(?:404 page not found|Unknown profile|Could not enable |Profile is unavailable|\d{3} [A-Z])/i.test(
      text,
    )
  ) {
    return { kind: 'server-error', at };
  }
  if (/^(?:[^\s;]+;)*[^;\n]+ \d+\r?\n(?:[^\n]*;[^\n]* \d+\r?\n)/.test(text))
    return { kind: 'collapsed-stacks', at };
  return { kind: 'not-a-profile', at: 0 };
}

function identifyJson(text: string): Kind {
  if (text.includes('speedscope.app/file-format-schema')) return 'speedscope';
  if (/"(?:traceEvents|nodes|snapshot)"\s*:/.test(text)) return 'chrome-profile';
  return 'json';
}

/** Words 0, 3, 0 (C++) or 1 (Java), a period, 0, in either size and order (gperftools, cpuprofile-fileformat). */
function isGperftoolsCpu(bytes: Uint8Array): boolean {
  for (const size of [4, 8]) {
    if (bytes.length < size * 5) continue;
    for (const little of [true, false]) {
      const word = (number: number) => {
        let value = 0;
        for (let byte = 0; byte < size; byte++) {
          value =
            value * 256 + (bytes[number * size + (little ? size - 1 - byte : byte)] as number);
        }
        return value;
      };
      if (word(0) === 0 && word(1) === 3 && word(2) <= 1 && word(3) > 0 && word(4) === 0)
        return true;
    }
  }
  return false;
}
