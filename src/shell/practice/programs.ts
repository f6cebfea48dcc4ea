/** A container's program, as the node's own process table shows it. */
export interface Program {
  readonly comm: string;
  readonly args: string;
  readonly user: string;
  /** KiB. */
  readonly rss: number;
  readonly vsz: number;
  readonly threads: number;
  /** Share of one processor. */
  readonly cpu: number;
  /**
   * Whether SIGTERM ends it. It is process 1 of its namespace, and the kernel gives such a process only signals that it has
   * a handler for, and KILL and STOP from outside (pid_namespaces(7)).
   */
  readonly endsOnTerm: boolean;
}

/** Programs by the image's name. Sizes chosen. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  pause: {
    comm: 'pause',
    args: '/pause',
    user: '65535',
    rss: 4,
    vsz: 972,
    threads: 1,
    cpu: 0,
    endsOnTerm: true,
  },
  'kube-proxy': {
    comm: 'kube-proxy',
    args: '/usr/local/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf --hostname-override=lab',
    user: 'root',
    rss: 37_816,
    vsz: 748_104,
    threads: 8,
    cpu: 0.0004,
    endsOnTerm: true,
  },
  coredns: {
    comm: 'coredns',
    args: '/coredns -conf /etc/coredns/Corefile',
    user: 'root',
    rss: 43_212,
    vsz: 750_584,
    threads: 11,
    cpu: 0.0011,
    endsOnTerm: true,
  },
  'node-exporter': {
    comm: 'node_exporter',
    args: '/bin/node_exporter --path.procfs=/host/proc --path.sysfs=/host/sys --path.rootfs=/host/root',
    user: 'nobody',
    rss: 18_460,
    vsz: 717_688,
    threads: 7,
    cpu: 0.0021,
    endsOnTerm: true,
  },
  busybox: {
    comm: 'sleep',
    args: 'sleep infinity',
    user: 'root',
    rss: 4,
    vsz: 1_312,
    threads: 1,
    cpu: 0,
    endsOnTerm: false,
  },
  nginx: {
    comm: 'nginx',
    args: 'nginx: master process nginx -g daemon off;',
    user: 'root',
    rss: 5_936,
    vsz: 8_848,
    threads: 1,
    cpu: 0,
    endsOnTerm: true,
  },
};

/** The program that an image starts. Throws for an image that the node does not have. */
export function programOf(image: string): Program {
  const name = image.split('/').at(-1)?.split(':')[0] ?? '';
  const found = PROGRAMS[name];
  if (!found) throw new Error(`no program for image ${image}`);
  return found;
}
