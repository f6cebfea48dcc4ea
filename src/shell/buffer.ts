import { Buffer } from 'buffer';

/**
 * just-bash reads files over 64 KB through Buffer, and where there is none says "No such file or directory".
 * A module of its own, imported before it, because imports run in their order.
 */
globalThis.Buffer ??= Buffer as unknown as typeof globalThis.Buffer;
