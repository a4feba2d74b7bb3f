import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import type { ThirdPartyPackage } from './src/about/thirdParty';

interface Manifest {
  name: string;
  version: string;
  license?: string;
  homepage?: string;
  dependencies?: Record<string, string>;
}

interface Installed {
  entry: ThirdPartyPackage;
  directory: string;
}

const manifestIn = (directory: string) => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;

/** The directory of a package as Node finds it from another one. */
function directoryOf(name: string, from: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    const found = join(directory, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (directory === dirname(directory)) return null;
  }
}

/** The packages in `dependencies` of package.json and all that they need. Packages of types contain no code. */
function installedPackages(root: string): Installed[] {
  const found = new Map<string, Installed>();
  const queue = [root];
  for (const from of queue) {
    for (const wanted of Object.keys(manifestIn(from).dependencies ?? {})) {
      const directory = wanted.startsWith('@types/') ? null : directoryOf(wanted, from);
      if (!directory) continue;
      const { name, version, license = '', homepage = '' } = manifestIn(directory);
      const key = `${name} ${version}`;
      if (found.has(key)) continue;
      const direct = from === root;
      found.set(key, { directory, entry: { name, version, licence: license, homepage: direct ? homepage : '', direct } });
      queue.push(directory);
    }
  }
  return [...found.values()].sort((a, b) => a.entry.name.localeCompare(b.entry.name));
}

/** The licences of all packages, as they demand for each copy. */
function noticesOf(packages: readonly Installed[]): string {
  const parts = packages.map(({ entry: { name, version, licence }, directory }) => {
    const file = readdirSync(directory).find((one) => /^licen[cs]e(\.md|\.txt)?$/i.test(one));
    return `${name} ${version} (${licence})\n\n${file ? readFileSync(join(directory, file), 'utf8').trim() : `The package has no file with the text of its licence.`}\n`;
  });
  return `The task center page contains these packages.\n\n${parts.map((part) => `${'='.repeat(80)}\n${part}`).join('\n')}`;
}

/** The module `virtual:third-party`: the packages in the page and, in a build, the address of their licences. */
export function thirdParty(): Plugin {
  const id = '\0virtual:third-party';
  let root = '';
  let build = false;
  return {
    name: 'third-party',
    configResolved(config) {
      root = config.root;
      build = config.command === 'build';
    },
    resolveId: (source) => (source === 'virtual:third-party' ? id : null),
    load(source) {
      if (source !== id) return null;
      const installed = installedPackages(root);
      const notices = noticesOf(installed);
      // Assets never change under their name: the daemon lets browsers keep them.
      const fileName = `assets/third-party-${createHash('sha256').update(notices).digest('hex').slice(0, 8)}.txt`;
      if (build) this.emitFile({ type: 'asset', fileName, source: notices });
      return `export const packages = ${JSON.stringify(installed.map(({ entry }) => entry))};\nexport const notices = ${JSON.stringify(build ? `/${fileName}` : '')};\n`;
    },
  };
}
