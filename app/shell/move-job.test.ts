import { describe, expect, it, onTestFinished } from 'vitest';
import { isEnded } from '../domain/job';
import { ENGLISH } from '../practice/move/wording';
import { KINDS } from '../practice/move/script-words';
import { MoveJob } from './move-job.fixture';

/** The whole move to the cloud over real HTTPS and real SSH with a real journal, against a practice pair. */

describe('move-to-cloud', () => {
  it(
    'goes from the old PBX to the cloud PBX, each answer sent by the person, and all is compared',
    { timeout: 60_000 },
    async () => {
      const moving = await MoveJob.start('old-4.01-sqlite');
      onTestFinished(() => moving.end());
      const cloudPassword = moving.info().cloud.pbx.password;
      await moving.toMove();
      await moving.ready('ask-before-each');
      const asked: string[] = [];
      const state = await moving.move((script, run) => {
        if (script.phase !== 'about-to-answer') return;
        asked.push(script.prompt);
        run.approve();
      });
      expect(state).toBe('done');
      const questions = KINDS.map((kind) => ENGLISH.move(ENGLISH.kinds[kind]).trim());
      expect(asked).toEqual([ENGLISH.password.trim(), ...questions]);

      await moving.afterMove();
      const job = await moving.job();
      const open = job.steps.filter(({ state: end }) => !isEnded(end) || end === 'skipped');
      expect(open.map(({ id }) => id)).toEqual([]);
      const users = await moving.users('/users');
      expect(users.length).toBeGreaterThan(10);
      expect(await moving.users('/cloud/users')).toEqual(users);
      expect(await moving.state()).toMatchObject({
        counters: { movesBegun: 1, movesDone: 1, sshWrongPasswords: 0 },
        cloud: { holds: { recordings: 412, calls: 18_342, phonebooks: 6, sounds: 21 } },
      });
      expect(await moving.evidence('compare')).toContain('cloud-opens-by-old');
      expect(await moving.evidence('compare')).toContain('move-same');

      const [transcript = '', ...others] = moving.transcripts();
      expect(others).toEqual([]);
      const shown = [ENGLISH.hello, ENGLISH.password, ...questions, 'Moved: recordings (412)', ENGLISH.done];
      for (const line of shown) expect(transcript).toContain(`| ${line}`);
      expect(transcript.match(/ \* answered by the wizard: ‹cloud-password›\n/g)).toHaveLength(1);
      expect(transcript.match(/ \* answered by the wizard: y\n/g)).toHaveLength(KINDS.length);
      expect(transcript.trimEnd().endsWith(' * ended with 0')).toBe(true);
      for (const line of transcript.trimEnd().split('\n')) expect(line).toMatch(/^\d{4}-\S+Z [|*] /);

      const { root = '' } = moving.info().ssh?.users ?? {};
      const files = moving.files();
      expect([...files.keys()]).toEqual(expect.arrayContaining(['journal.jsonl', 'report.json']));
      for (const secret of [cloudPassword, moving.oldPassword, root]) {
        expect(secret.length).toBeGreaterThan(8);
        for (const [name, text] of files) expect(text.includes(secret), name).toBe(false);
      }
    },
  );
});
