import { expect, it } from 'vitest';
import { changedBeside } from './changed-beside';
import type { PbxUser } from './pbx';

const before: PbxUser = {
  id: '1',
  name: 'Ada Example',
  extension: '101',
  login: 'ada',
  email: 'ada@example.test',
  role: 'user',
  group: 'Default',
  department: 'Sales',
  licenceType: 'premium',
  raw: {
    id: '1',
    name: 'Ada Example',
    mobilePhone: '+43 660 1',
    licenseType: 'premium',
    picture: '',
    plan: 'p',
  },
};

function after(user: Partial<PbxUser>, raw: Record<string, unknown> = {}): PbxUser {
  return { ...before, licenceType: 'basic', ...user, raw: { ...before.raw, licenseType: 'basic', ...raw } };
}

it('says nothing of the type itself, nor of a value that follows from it', () => {
  expect(changedBeside(before, after({}))).toBeNull();
  expect(changedBeside(before, after({}, { plan: 'b', picture: 'x', licenseType: '' }))).toBeNull();
});

it('names a known field that moved', () => {
  expect(changedBeside(before, after({ department: '' }))).toBe('department');
});

it.each([[''], [null], [undefined]])(
  'names a field whose value is gone (%o), whatever it is called',
  (gone) => {
    expect(changedBeside(before, after({}, { mobilePhone: gone }))).toBe('mobilePhone');
  },
);
