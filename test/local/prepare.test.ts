import { describe, expect, it } from 'vitest';
import { isInstalled, nodeComplaint, pythonComplaint } from '../../local/prepare.mjs';

describe('what npm start asks of the computer', () => {
  it('takes Node 20 and newer, and says of an older one where to get another', () => {
    expect(nodeComplaint('20.0.0')).toBeUndefined();
    expect(nodeComplaint('26.1.0')).toBeUndefined();
    expect(nodeComplaint('18.20.4')).toMatch(/Node\.js 20 or newer.*18\.20\.4.*https:\/\/nodejs\.org/);
  });

  it('takes any Python from 3.10 to 3.14, wherever it is on PATH', () => {
    expect(pythonComplaint(['3.9.2', '3.10.0'])).toBeUndefined();
    expect(pythonComplaint(['3.14.1'])).toBeUndefined();
  });

  it('names the Pythons that will not do, and the command that installs one', () => {
    expect(pythonComplaint(['2.7.18', '3.9.2'])).toMatch(/only 2\.7\.18, 3\.9\.2 was found.*\n.*apt install python3/);
    expect(pythonComplaint([])).toMatch(/none was found/);
  });
});

describe('whether packages have to be installed', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/@esbuild/darwin-arm64': { version: '0.28.2', optional: true },
    },
  };

  it('not when all is there but what belongs to other systems', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/zod': { version: '4.6.7' } } })).toBe(true);
  });

  it('when the lock file has moved on, or has dropped something', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/zod': { version: '4.6.6' } } })).toBe(false);
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
    const more = { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/left': { version: '1.0.0' } };
    expect(isInstalled(wanted, { packages: more })).toBe(false);
  });
});
