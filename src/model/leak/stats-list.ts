/** What one ListContainerStats gets from the containers of a node, in the order in which it asks them. */
export interface Listing {
  readonly answered: number;
  /** Place of the container that does not answer, from 0; null if all do. */
  readonly stuckAt: number | null;
  readonly neverAsked: number;
}

/**
 * containerd asks one container after the other, without a timeout of its own (services/tasks/local.go:606, Stats at :623 in
 * 1.4.12): what stands behind the one that hangs is never asked, and what stood before it is lost with the call.
 */
export function list(containers: number, wedged: number | null): Listing {
  if (wedged === null || wedged >= containers) {
    return { answered: containers, stuckAt: null, neverAsked: 0 };
  }
  return { answered: wedged, stuckAt: wedged, neverAsked: containers - wedged - 1 };
}
