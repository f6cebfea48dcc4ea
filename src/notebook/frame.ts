import { createHash } from 'node:crypto';

/**
 * The page's cells run in a worker of a frame of their own. Only there is `eval` allowed, and from there nothing can be
 * reached: the frame is sandboxed (an origin of its own, no storage), and its worker, begun from a blob, inherits the
 * frame's policy, which allows no connection. The page hands in the worker's text, and a port.
 *
 * Without a sandbox around it the frame does nothing: a stranger's page that opens it as it is gets no code run at this
 * site's address.
 */
const SCRIPT = `
if (self.origin === 'null' && parent !== self) {
  addEventListener('message', ({ source, data, ports }) => {
    if (source !== parent || typeof data !== 'string' || ports.length !== 1) return;
    const address = URL.createObjectURL(new Blob([data], { type: 'text/javascript' }));
    new Worker(address).postMessage(null, ports);
  });
  parent.postMessage('ready', '*');
}
`;

/** The policy of the frame and of the worker in it. */
export const FRAME_POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}' 'unsafe-eval'`,
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The document of the frame. */
export const FRAME = `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="content-security-policy" content="${FRAME_POLICY}">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Cells</title>
</head>
<body><script>${SCRIPT}</script></body>
</html>
`;
