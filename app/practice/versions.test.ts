import { describe, expect, it } from 'vitest';
import { presetByName, PRESETS } from './presets';
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

describe('the second factor', () => {
  it.each([
    ['6.10.20250609.5', false],
    ['6.10.20250609.6', true],
    ['6.11.20250101.1', true],
    ['7.01.20250801.1', false],
    ['7.02.20250609.2', false],
    ['7.02.20250609.3', true],
    ['8.00.20270101.1', true],
    ['5.04.20260101.1', false],
  ])('is asked for in %s: %s', (version, asked) => {
    expect(has(version, 'secondFactor')).toBe(asked);
  });
});

describe('the presets', () => {
  /** The versions a preset can be at: its first, and all it is offered. */
  function versionsOf(name: string): string[] {
    const preset = presetByName(name);
    return [preset.version, ...preset.repositories.flatMap(({ versions }) => versions)];
  }

  it.each([
    ['virtual-4.01', [false]],
    ['old-3.88', [false]],
    ['virtual-6', [false]],
    ['changed-labels', [false]],
    ['quiet', [false]],
    ['crossing-2fa', [false, true]],
    ['virtual-7-2fa', [true]],
  ])('%s meets versions that ask for a second factor: %s', (name, asked) => {
    expect([...new Set(versionsOf(name).map((version) => has(version, 'secondFactor')))]).toEqual(asked);
  });

  it('of version 7 stays below the one that takes keys of a company', () => {
    for (const version of versionsOf('virtual-7-2fa')) {
      expect([has(version, 'companyKeys'), has(version, 'companyKeysOnPbx')], version).toEqual([true, false]);
    }
  });

  it('begin in a repository of theirs, and have fifty users, or as many as their name says', () => {
    for (const { name, repository, repositories, users: own, twin } of PRESETS) {
      // A replacement is empty, and the users are on the PBX that it replaces.
      const users = twin?.is === 'old' ? twin.preset.users : own;
      expect(
        repositories.map((one) => one.name),
        name,
      ).toContain(repository);
      const [, said] = /^(?:big|company)-(\d+)$/.exec(name) ?? [];
      expect(users.length + 1, name).toBe(said === undefined ? 50 : Number(said) + 1);
    }
  });

  it('have extensions that are one of a kind', () => {
    for (const { users } of PRESETS) {
      const extensions = users.map(({ extension }) => extension);
      expect(new Set(extensions).size).toBe(extensions.length);
    }
  });
});
