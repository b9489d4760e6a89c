import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadState } from './store';
import { FIRST, tryPractice, type Tried } from './testing';

const log = 'practice-users.jsonl';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
});
afterEach(() => tried.end());

const [one, other] = ['1048577', '1048578'];

async function put(id: string, json: object): Promise<void> {
  expect((await tried.api('PUT', `/PBX/Colleagues/${id}`, { login: FIRST, json })).status).toBe(200);
}

const departmentOf = (id: string): string | undefined =>
  loadState(tried.directory)?.users.find((user) => user.id === id)?.department;

describe('a change of a user', () => {
  it('is on the disk before the answer, as a line, and there after a restart', async () => {
    await put(one, { department: 'First' });
    await put(other, { department: 'Second' });
    await put(one, { department: 'Third' });
    expect([departmentOf(one), departmentOf(other)]).toEqual(['Third', 'Second']);
    expect(readFileSync(join(tried.directory, log), 'utf8').match(/\n/g)).toHaveLength(3);
    expect(loadState(tried.directory)?.counters.putsByUser).toMatchObject({ [one]: 2, [other]: 1 });
    await tried.practice.restart();
    const { result } = (await tried.api('GET', `/PBX/Colleagues/${one}`)).json();
    expect(result).toMatchObject({ department: 'Third' });
  });

  it('counts as not made when its line was not written to the end', async () => {
    await put(one, { department: 'Kept' });
    const line = readFileSync(join(tried.directory, log), 'utf8');
    const torn = line.replace('"Kept"', '"Torn"').replace(/"change":\d+/, '"change":999');
    appendFileSync(join(tried.directory, log), torn.slice(0, -5));
    expect(departmentOf(one)).toBe('Kept');
  });

  it('is passed over when the whole file is newer', async () => {
    await put(one, { department: 'Old' });
    const line = readFileSync(join(tried.directory, log), 'utf8');
    // With a password all is written whole.
    await put(one, { department: 'New', password: 'Another-Pass-1234' });
    expect(existsSync(join(tried.directory, log))).toBe(false);
    writeFileSync(join(tried.directory, log), line);
    expect(departmentOf(one)).toBe('New');
  });
});
