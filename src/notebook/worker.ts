import { serve } from './thread.ts';

// The frame hands over the port to the page, and nothing else is ever listened to.
globalThis.addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent) => {
    if (port) serve(port);
  },
  { once: true },
);
