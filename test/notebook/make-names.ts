/** Writes `src/notebook/kit-names.json` anew: run it after a change of the kit. `node test/notebook/make-names.ts` */
import { writeFileSync } from 'node:fs';
import { kitNames } from './kit-names.ts';

writeFileSync('src/notebook/kit-names.json', `${JSON.stringify(kitNames(), null, 2)}\n`);
