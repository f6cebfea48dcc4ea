import { expose } from 'comlink';
import { readSheet, type Sheet } from './reading.ts';

const worker = {
  read: (name: string, bytes: Uint8Array): Sheet => readSheet(name, bytes),
};

export type SheetWorker = typeof worker;

expose(worker);
