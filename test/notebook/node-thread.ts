import { type MessagePort, workerData } from 'node:worker_threads';
import { type Port, serve } from '../../src/notebook/thread.ts';

serve((workerData as { readonly port: MessagePort }).port as unknown as Port);
