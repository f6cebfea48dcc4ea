import {
  has,
  lastValue,
  type Options,
  type OptionTable,
  readOptions,
} from '../../commands/options.ts';

/** What a line asks of curl. Paths are as written; '' where none. */
export interface CurlOptions {
  readonly urls: readonly string[];
  readonly silent: boolean;
  readonly showErrors: boolean;
  readonly insecure: boolean;
  readonly include: boolean;
  readonly headOnly: boolean;
  readonly verbose: boolean;
  readonly fail: boolean;
  /** File for the body; `-` is standard output, null the same without having been said. */
  readonly output: string | null;
  /** The file is named after the URL. */
  readonly remoteName: boolean;
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  /** Of `Authorization: Bearer`. */
  readonly token: string;
  readonly headers: readonly string[];
  /** Seconds, or null. */
  readonly deadline: number | null;
  readonly format: string;
  readonly socket: string;
}

const TABLE: OptionTable = {
  short: 'sSkiIvfLOgo:H:m:E:w:X:',
  long: {
    silent: 's',
    'show-error': 'S',
    insecure: 'k',
    include: 'i',
    head: 'I',
    verbose: 'v',
    fail: 'f',
    location: 'L',
    globoff: 'g',
    'remote-name': 'O',
    output: 'o',
    header: 'H',
    'max-time': 'm',
    cert: 'E',
    'write-out': 'w',
    request: 'X',
    key: 'K',
    cacert: 'C',
    url: 'U',
    'unix-socket': 'Z',
  },
};
const WITH_LONG: OptionTable = { ...TABLE, short: `${TABLE.short}K:C:U:Z:` };
/** Letters that stand for long options only. */
const LONG_ONLY = /^-[KCUZ]/;

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information";
const KNOWN =
  '(the practice node knows: -s -S -k -i -I -v -f -L -O -o -H -m -w -X GET --cert --key --cacert --unix-socket --url)';

/** Reads the words behind `curl`; a text instead says what is wrong, as curl does, which then leaves with 2. */
export function readCurl(args: readonly string[]): CurlOptions | string {
  const options = args.some((arg) => LONG_ONLY.test(arg))
    ? `invalid option -- '${args.find((arg) => LONG_ONLY.test(arg))?.[1]}'`
    : readOptions(args, WITH_LONG);
  if (typeof options === 'string') return complaint(options);
  const method = lastValue(options, 'X') ?? 'GET';
  if (method !== 'GET' && method !== 'HEAD') {
    return `curl: the practice node's servers take GET only, not ${method}\n${KNOWN}`;
  }
  const deadline = lastValue(options, 'm');
  if (deadline !== undefined && !/^\d+(?:\.\d+)?$/.test(deadline)) {
    return `curl: option -m: expected a proper numerical parameter\n${HINT}`;
  }
  const urls = [...options.operands, ...all(options, 'U')];
  if (urls.length === 0) return HINT;
  const headers = all(options, 'H');
  const bearer = headers.map(
    (header) => /^authorization:\s*bearer\s+(\S+)/i.exec(header)?.[1] ?? '',
  );
  return {
    urls,
    silent: has(options, 's'),
    showErrors: has(options, 'S') || !has(options, 's'),
    insecure: has(options, 'k'),
    include: has(options, 'i'),
    headOnly: has(options, 'I') || method === 'HEAD',
    verbose: has(options, 'v'),
    fail: has(options, 'f'),
    output: lastValue(options, 'o') ?? null,
    remoteName: has(options, 'O'),
    cert: (lastValue(options, 'E') ?? '').replace(/:.*$/, ''),
    key: lastValue(options, 'K') ?? '',
    ca: lastValue(options, 'C') ?? '',
    token: bearer.find((token) => token !== '') ?? '',
    headers,
    // 0 is no deadline.
    deadline: Number(deadline ?? 0) > 0 ? Number(deadline) : null,
    format: lastValue(options, 'w') ?? '',
    socket: lastValue(options, 'Z') ?? '',
  };
}

function all({ given }: Options, letter: string): readonly string[] {
  return given.flatMap(([name, value]) => (name === letter ? [value] : []));
}

function complaint(problem: string): string {
  const [, long, short] = /'(--[^'=]*)[^']*'|-- '(.)'/.exec(problem) ?? [];
  const option = long ?? `-${short}`;
  const what = problem.includes('requires an argument') ? 'requires parameter' : 'is unknown';
  return `curl: option ${option}: ${what}\n${HINT}\n${KNOWN}`;
}
