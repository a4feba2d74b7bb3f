import { expect, it } from 'vitest';
import { factsOf } from './about';

it('separates the version of the daemon from that of obshell', () => {
  expect(factsOf({ version: '4.5.0.0-0.1.0-SNAPSHOT', ip: '10.0.0.1', port: 2887, architecture: 'x86_64', pid: 7, startAt: 1795972819873422000 })).toEqual({
    obshell: '4.5.0.0', version: '0.1.0-SNAPSHOT', address: '10.0.0.1:2887', architecture: 'x86_64', pid: 7, startedAt: '2026-11-29T17:20:19.873Z',
  });
});

it('leaves out what the daemon does not say', () => {
  expect(factsOf({})).toEqual({ obshell: '', version: '', address: '', architecture: '', pid: null, startedAt: null });
});
