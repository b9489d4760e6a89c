import { describe, expect, it } from 'vitest';
import { PRESETS } from './presets';
import { compareVersions, has } from './versions';

describe('versions', () => {
  it('are compared field by field as numbers', () => {
    expect(compareVersions('4.01.44168.28', '4.01.44168.9')).toBeGreaterThan(0);
    expect(compareVersions('4.03.44842.05', '5.00.20200101.1')).toBeLessThan(0);
    expect(compareVersions('4.01.44168.28', '4.1.44168.28')).toBe(0);
  });

  it('know licence types from 4.01.44168.28 on', () => {
    expect(has('4.01.44168.27', 'licenceTypes')).toBe(false);
    expect(has('4.01.44168.28', 'licenceTypes')).toBe(true);
  });
});

describe('the presets', () => {
  it('stay below the versions where root admins need a second factor', () => {
    const six = PRESETS.find(({ name }) => name === 'virtual-6');
    const versions = six?.repositories.flatMap((repository) => repository.versions) ?? [];
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(compareVersions(version, '6.10.20250609.6')).toBeLessThan(0);
  });

  it('have extensions that are one of a kind', () => {
    for (const { users } of PRESETS) {
      const extensions = users.map(({ extension }) => extension);
      expect(new Set(extensions).size).toBe(extensions.length);
    }
  });
});
