import type { CustomCommand } from 'just-bash/browser';
import { awk } from './awk.ts';
import { cut } from './cut.ts';
import { diff } from './diff.ts';
import { grep } from './grep.ts';
import { gunzip, gzip, zcat } from './gzip.ts';
import { head } from './head.ts';
import { less, ls, more, paste, xargs } from './mended.ts';
import { history, hostname, id, realpath, uname, whoami } from './node.ts';
import { sort } from './sort.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';

/** The commands this kit brings itself. `lines` is the shell's history, kept by the engine. */
export function commands(lines: string[]): CustomCommand[] {
  return [
    awk,
    cut,
    diff,
    grep,
    gunzip,
    gzip,
    head,
    history(lines),
    hostname,
    id,
    less,
    ls,
    more,
    paste,
    realpath,
    sort,
    uname,
    uniq,
    wc,
    whoami,
    xargs,
    zcat,
  ];
}
