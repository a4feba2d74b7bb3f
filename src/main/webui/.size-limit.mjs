import { readFileSync } from 'node:fs';

/** The scripts and styles that index.html loads, whichever chunks the build makes of them. */
const html = readFileSync(new URL('dist/index.html', import.meta.url), 'utf8');
const path = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => `dist/${match[1]}`);

export default [{ name: 'first load (scripts and styles of index.html)', path, limit: '450 kB', gzip: true }];
