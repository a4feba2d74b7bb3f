import { packages } from 'virtual:third-party';
import { expect, it } from 'vitest';
import manifest from '../../package.json';
import { siteOf, titleOf } from './thirdParty';

it('lists each dependency of package.json with version and licence', () => {
  const direct = packages.filter((one) => one.direct);
  expect(Object.fromEntries(direct.map(({ name, version }) => [name, version]))).toEqual(manifest.dependencies);
  for (const { name } of direct) expect(titleOf(name), name).not.toBe(name);
});

it('lists what the dependencies need, each with a licence that allows to distribute it', () => {
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['@xyflow/system', 'd3-zoom', 'dayjs', 'scheduler']));
  expect(new Set(packages.map(({ name, version }) => `${name} ${version}`)).size).toBe(packages.length);
  for (const { name, licence } of packages) expect(['MIT', 'ISC', 'BSD-3-Clause', 'BSD-2-Clause', 'Apache-2.0', '0BSD'], name).toContain(licence);
});

it('links the web sites of the dependencies', () => {
  expect(siteOf(packages.find(({ name }) => name === '@xyflow/react')!)).toBe('https://reactflow.dev');
  expect(siteOf({ name: 'x', version: '1', licence: 'MIT', homepage: 'javascript:alert(1)', direct: true })).toBeNull();
});
