import { compareVersions } from '../../evidence/ttrpc/releases.ts';

const VENDOR = 'github.com/containerd/containerd/vendor';

/** Where packages that an exec passes through lie in a release of containerd. */
export interface ExecPaths {
  /** The CRI plugin. */
  readonly cri: string;
  readonly spdystream: string;
}

/** 1.5 took the CRI plugin into its own tree, and moby's spdystream in place of docker's. */
export function execPaths(release: string): ExecPaths {
  return compareVersions(release, '1.5.0') < 0
    ? {
        cri: `${VENDOR}/github.com/containerd/cri/pkg`,
        spdystream: `${VENDOR}/github.com/docker/spdystream`,
      }
    : {
        cri: 'github.com/containerd/containerd/pkg/cri',
        spdystream: `${VENDOR}/github.com/moby/spdystream`,
      };
}
