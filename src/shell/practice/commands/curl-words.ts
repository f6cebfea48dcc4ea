import type { Failure } from '../http.ts';

/** Exit codes of curl for what can happen here: curl's EXIT CODES. */
export const CODES = {
  usage: 2,
  badUrl: 3,
  'unknown-host': 6,
  refused: 7,
  failed: 22,
  write: 23,
  late: 28,
  'no-tls': 35,
  closed: 56,
  certificate: 58,
  untrusted: 60,
  'other-name': 60,
  ca: 77,
} as const;

const LEARN = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`;

/** What curl 7.74 says of a failure, without its number. */
export function wordsOf(failure: Failure, { hostname, port, protocol }: URL): string {
  const at = port || (protocol === 'https:' ? '443' : '80');
  const words: Readonly<Record<Failure, string>> = {
    'unknown-host': `Could not resolve host: ${hostname}`,
    refused: `Failed to connect to ${hostname} port ${at}: Connection refused`,
    'no-tls': 'error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
    closed: 'OpenSSL SSL_read: Connection reset by peer, errno 104',
    untrusted: `SSL certificate problem: self signed certificate in certificate chain\n${LEARN}`,
    'other-name': `SSL: no alternative certificate subject name matches target host name '${hostname}'\n${LEARN}`,
  };
  return words[failure];
}

/** A file that was given and cannot be used: exit code and words. */
export function wordsOfFile(
  missing: 'ca' | 'cert' | 'key',
  path: string,
): readonly [number, string] {
  switch (missing) {
    case 'ca':
      return [
        CODES.ca,
        `error setting certificate verify locations:  CAfile: ${path} CApath: /etc/ssl/certs`,
      ];
    case 'cert':
      return [
        CODES.certificate,
        'could not load PEM client certificate, OpenSSL error error:02001002:system library:fopen:No such file or directory, (no key found, wrong pass phrase, or wrong file format?)',
      ];
    default:
      return [CODES.certificate, `unable to set private key file: '${path}' type PEM`];
  }
}

/** The table that curl draws on standard error when its output goes to a file, as it stands at the end. */
export function meter(bytes: number, seconds: number): string {
  const size = String(bytes).padStart(5);
  const speed = short(seconds > 0 ? Math.round(bytes / seconds) : bytes).padStart(5);
  const spent = seconds < 1 ? '--:--:--' : clock(seconds);
  return `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
100 ${size}  100 ${size}    0     0  ${speed}      0 ${spent} ${spent} --:--:-- ${speed}
`;
}

function short(value: number): string {
  if (value < 100_000) return String(value);
  return value < 10_240_000 ? `${Math.floor(value / 1024)}k` : `${Math.floor(value / 1_048_576)}M`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
