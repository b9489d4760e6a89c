import { describe, expect, it } from 'vitest';
import type { Action, StepRecord } from '../../domain/job';
import type { PbxUser } from '../../domain/pbx';
import { lastRun, typesBefore } from './licence-run';

let count = 0;
const action = (code: string, params: Action['params'], outcome: Action['outcome'] = 'done'): Action => ({
  id: `a${++count}`,
  code,
  params,
  at: `2026-01-05T09:00:0${count % 10}Z`,
  outcome,
});
const run = (file: string): Action => action('write-types', { file });
const write = (id: string, outcome: Action['outcome'] = 'done'): Action =>
  action('set-type', { id, from: 'premium', to: 'basic' }, outcome);
const step = (...actions: Action[]) => ({ actions }) as unknown as StepRecord;
const user = (id: string, licenceType: string) => ({ id, licenceType }) as PbxUser;

describe('the way back from a run', () => {
  it('is that of the last run that wrote, not of one that was stopped before', () => {
    expect(lastRun(step())).toBeNull();
    const found = lastRun(
      step(run('one.csv'), write('1'), run('two.csv'), write('2'), run('three.csv'), write('3', 'failed')),
    );
    expect(found?.file).toBe('two.csv');
    expect(found?.writes.map(({ params }) => params?.id)).toEqual(['2', '3']);
    expect(lastRun(step(run('one.csv'), write('1'), run('two.csv')))?.file).toBe('one.csv');
  });

  it('counts a write whose end was not seen as one', () => {
    expect(lastRun(step(run('one.csv'), write('1', null)))?.file).toBe('one.csv');
  });

  it('leaves whoever was changed since, was not written, or had no type', () => {
    const had = action('set-type', { id: '4', from: '', to: 'basic' });
    const found = lastRun(step(run('one.csv'), write('1'), write('2'), write('3', 'failed'), had));
    if (!found) throw new Error('no run');
    const users = [user('1', 'basic'), user('2', 'business'), user('3', 'premium'), user('4', 'basic')];
    expect([...typesBefore(found, users)]).toEqual([['1', 'premium']]);
  });
});
