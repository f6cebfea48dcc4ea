import type { APIRoute } from 'astro';
import { FRAME } from '../notebook/frame.ts';

/** The frame in which cells run. It brings a policy of its own, which the build leaves as it is. */
export const GET: APIRoute = () =>
  new Response(FRAME, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
