/** How many it takes. Where no source is named, it is a choice: it keeps ordinary load from being called a pile-up. */

/** So many goroutines waiting for one thing are a crowd. */
export const CROWD = 10;

/** Lines of proof of one kind shown at most: the first of each stack, the largest stacks first. */
export const SHOWN = 8;

/** So many execs are worth a word: a busy node has some tens of sessions and probes. */
export const EXECS = 50;

/** So many goroutines in one stack, and such a share of all, make one dump look like growth. */
export const MANY = 500;
export const SHARE = 0.5;

/** Between two dumps: at least so many more, and so many times as many. */
export const MORE = 100;
export const TIMES = 2;

/** Two dumps taken closer together than this say little by agreeing. Seconds. */
export const APART = 10;

/**
 * kubelet's own deadline for a call that asks the runtime something is 2 minutes (`runtimeRequestTimeout`, the default;
 * facts, section 8). A call that has waited longer than that has none.
 */
export const KUBELET_TIMEOUT_MINUTES = 2;

/**
 * Memory of one SPDY connection's header compressor once it has written and read: 860,421 bytes, measured with
 * docker/spdystream as vendored in containerd 1.4.12, Go 1.19 (facts, section 9).
 */
export const SPDY_BYTES = 860_421;
