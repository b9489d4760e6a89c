import { describe, expect, it } from 'vitest';
import { Failure } from '../domain/failure';
import { MoveVisit, user } from './move.fixture';
import { afterMove } from './steps/move/after-move';
import { closeDoor } from './steps/move/close-door';
import { cloud } from './steps/move/cloud';
import { compare } from './steps/move/compare';
import { inventory } from './steps/move/inventory';
import { openDoor } from './steps/move/open-door';

/** The steps around the script, with both PBXs in the hand of the test. */

async function visit(): Promise<MoveVisit> {
  return new MoveVisit([inventory, cloud, openDoor, compare, closeDoor, afterMove]).signedIn();
}

async function looked(change: (moving: MoveVisit) => void = () => undefined): Promise<MoveVisit> {
  const moving = await visit();
  change(moving);
  await moving.give('ssh-password', 'Ssh-Pass-1');
  await moving.look('inventory');
  await moving.accept('inventory');
  await moving.say('inventory', 'backup-exists');
  await moving.type('inventory', { engine: 'mysql', databaseSize: '1.2 GB', networkRole: 'none' });
  return moving;
}

describe('the inventory', () => {
  it('reads both the system and the users, and changes nothing', async () => {
    const moving = await looked();
    expect(await moving.press('inventory')).toBe('done');
    expect(moving.runner.job().facts.inventory).toMatchObject({
      hostname: 'pbx-old',
      databasePrograms: ['mysqld'],
      freeBytes: 11_000_000 * 1_024,
      keeper: 'tmux',
      types: [
        { type: 'essential', users: 1 },
        { type: 'basic', users: 1 },
      ],
      users: [
        ['101', 'Ada', 'essential'],
        ['102', 'Bob', 'basic'],
      ],
    });
    const readOnly = /^(hostname|date \+%s|df -Pk \/|ps -e -o comm=|command -v \w+|tmux -V|stat -c %s '.*')$/;
    expect(moving.commands.filter((command) => !readOnly.test(command))).toEqual([]);
  });

  it('asks for SSH first, then for the host key, then for what cannot be read', async () => {
    const moving = await visit();
    await moving.look('inventory');
    expect(moving.plan('inventory')).toContain('ask.ssh-password');
    await moving.give('ssh-password', 'Ssh-Pass-1');
    await moving.look('inventory');
    expect(moving.plan('inventory')).toContain('ask.accept-host-key');
    await moving.accept('inventory');
    await moving.say('inventory', 'backup-exists');
    await moving.press('inventory');
    const left = moving.step('inventory').plan.map(({ params }) => params?.field);
    expect(left).toEqual(['engine', 'databaseSize', 'networkRole']);
  });

  it('does not let MySQL of a WMS 3 go on, whatever is accepted', async () => {
    const moving = await looked((one) => {
      one.old.version = '3.88.44120.31';
    });
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(moving.step('inventory').error).toMatchObject({ code: 'engine-not-moved' });
    await moving.accept('inventory');
    expect(await moving.press('inventory')).toBe('needs-person');
    await moving.type('inventory', { engine: 'sqlite3' });
    await moving.accept('inventory');
    expect(await moving.press('inventory')).toBe('done');
  });

  it('warns of a big database, of no tmux, of a wrong clock and of a server that does not fit', async () => {
    const moving = await looked((one) => {
      one.prints['tmux -V'] = 'tmux 2.8';
      one.prints['date +%s'] = String(Date.parse('2026-03-10T14:00:00Z') / 1_000);
      one.prints['ps -e -o comm='] = 'postgres';
    });
    await moving.type('inventory', { databaseSize: '6.8' });
    await moving.press('inventory');
    expect(moving.plan('inventory')).toEqual([
      'warn.engine-contradicted',
      'warn.database-big',
      'warn.no-keeper',
      'warn.clock-skew',
    ]);
  });

  it('warns where the clients of a WMS network live on its licences, and notes its place in one', async () => {
    for (const networkRole of ['none', 'client']) {
      const moving = await looked();
      await moving.type('inventory', { networkRole });
      expect(await moving.press('inventory')).toBe('done');
      expect(moving.runner.job().facts.inventory?.network).toBe(networkRole);
    }
    const moving = await looked();
    await moving.type('inventory', { networkRole: 'server' });
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(moving.plan('inventory')).toEqual(['warn.network-server']);
    await moving.accept('inventory');
    expect(await moving.press('inventory')).toBe('done');
    expect(moving.runner.job().facts.inventory?.network).toBe('server');
  });

  it('takes the size from the file where one was named', async () => {
    const moving = await looked((one) => {
      one.prints["stat -c %s '/data/it'\\''s.db'"] = '900000000';
    });
    await moving.type('inventory', { engine: 'sqlite3', databaseSize: '', databaseFile: "/data/it's.db" });
    await moving.accept('inventory');
    await moving.press('inventory');
    expect(moving.runner.job().facts.inventory?.databaseBytes).toBe(900_000_000);
  });

  it('tries another key, though the one before was refused', async () => {
    const moving = await looked((one) => {
      one.sshRefuses = new Failure('ssh-refused', { user: 'root' });
    });
    await moving.type('inventory', { sshKeyFile: '/home/ada/.ssh/one' });
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(moving.sshTried).toBe(1);
    moving.sshRefuses = null;
    await moving.type('inventory', { sshKeyFile: '/home/ada/.ssh/two' });
    expect(await moving.press('inventory')).toBe('done');
  });

  it('sends a refused SSH password once', async () => {
    const moving = await looked((one) => {
      one.sshRefuses = new Failure('ssh-refused', { user: 'root' });
    });
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(moving.plan('inventory')).toContain('ask.ssh-password');
    expect(await moving.press('inventory')).toBe('needs-person');
    moving.sshRefuses = null;
    await moving.give('ssh-password', 'Ssh-Pass-2');
    expect(await moving.press('inventory')).toBe('done');
  });

  it('tries a mistyped admin password once, and stays signed in by its token', async () => {
    const moving = await looked();
    await moving.give('api-token', 'a-token');
    await moving.give('admin-password-old', 'Mistyped-Pass-1');
    await moving.look('inventory');
    expect(moving.plan('inventory')).toContain('do.try-password-again');
    for (let presses = 0; presses < 2; presses++) {
      expect(await moving.press('inventory')).toBe('needs-person');
      expect(moving.step('inventory').error?.code).toBe('wrong-password-here');
      expect(moving.plan('inventory')).toContain('ask.password');
    }
    expect(moving.old.tried).toEqual(['Mistyped-Pass-1']);
    await moving.give('admin-password-old', moving.old.password);
    expect(await moving.press('inventory')).toBe('done');
    expect(moving.old.tried).toEqual(['Mistyped-Pass-1', moving.old.password]);
  });

  it('asks for a word where no try can tell, of each password that is given', async () => {
    const moving = await looked((one) => {
      one.old.refusedBy = 'session';
      one.old.version = '7.02.20260101.1';
    });
    await moving.runner.record({ type: 'facts', facts: { version: moving.old.version }, source: 'test' });
    await moving.give('api-token', 'a-token');
    for (const typed of ['Perhaps-Pass-1', 'Perhaps-Pass-2']) {
      await moving.give('admin-password-old', typed);
      await moving.press('inventory');
      await moving.accept('inventory');
      expect(moving.plan('inventory')).toContain('ask.old-password-right');
    }
    expect(moving.old.tried).toEqual(['Perhaps-Pass-1', 'Perhaps-Pass-2']);
  });

  it('stops at another host key', async () => {
    const moving = await looked();
    await moving.press('inventory');
    moving.hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:two' };
    await moving.look('inventory');
    expect(moving.plan('inventory')).toContain('warn.host-key-changed');
    const before = moving.commands.length;
    await moving.press('inventory');
    expect(moving.commands).toHaveLength(before);
  });
});

describe('the cloud PBX', () => {
  async function met(password = 'Cloud-Pass-1'): Promise<MoveVisit> {
    const moving = await looked();
    await moving.press('inventory');
    moving.cloud.password = 'Cloud-Pass-1';
    await moving.look('cloud');
    await moving.type('cloud', { cloudAddress: 'cloud.example.com' });
    await moving.look('cloud');
    await moving.accept('cloud');
    await moving.give('cloud-password', password);
    await moving.runner.replan('cloud');
    return moving;
  }

  it('is trusted before its password goes there, and read', async () => {
    const moving = await met();
    expect(moving.cloud.tried).toEqual([]);
    expect(await moving.press('cloud')).toBe('done');
    expect(moving.runner.job().facts.cloud).toMatchObject({ userCount: 0, serial: '0022' });
  });

  it('gets a wrong password once', async () => {
    const moving = await met('Wrong-Pass-1');
    expect(await moving.press('cloud')).toBe('needs-person');
    expect(await moving.press('cloud')).toBe('needs-person');
    expect(moving.cloud.tried).toEqual(['Wrong-Pass-1']);
    await moving.give('cloud-password', 'Cloud-Pass-1');
    expect(await moving.press('cloud')).toBe('done');
  });

  it('is not the old one under another name', async () => {
    const moving = await met();
    moving.cloud.serial = '0011';
    expect(await moving.press('cloud')).toBe('failed');
    expect(moving.step('cloud').error?.code).toBe('cloud-is-old');
  });

  it('is not the old one under its own address, where nobody tells a serial', async () => {
    const moving = await met();
    moving.old.serial = '';
    await moving.runner.record({ type: 'facts', facts: { serial: '' }, source: 'test' });
    await moving.type('cloud', { cloudAddress: `${moving.old.host}:443` });
    await moving.look('cloud');
    await moving.accept('cloud');
    await moving.give('cloud-password', moving.old.password);
    expect(await moving.press('cloud')).toBe('failed');
    expect(moving.step('cloud').error?.code).toBe('cloud-is-old');
  });

  it('that is older, or not empty, is a question', async () => {
    const moving = await met();
    moving.cloud.version = '3.88.44120.31';
    moving.cloud.users = [user('7', 'Zoe', 'basic')];
    await moving.press('cloud');
    expect(moving.plan('cloud')).toEqual(['warn.cloud-older', 'warn.cloud-not-empty']);
    await moving.accept('cloud');
    expect(await moving.press('cloud')).toBe('done');
  });

  describe('its SSH', () => {
    async function atDoor(door: MoveVisit['door']): Promise<MoveVisit> {
      const moving = await met();
      await moving.press('cloud');
      moving.door = door;
      await moving.look('open-door');
      return moving;
    }

    it('must be reached from the old PBX', async () => {
      expect((await atDoor({ here: true, there: true })).step('open-door').state).toBe('done');
      const blocked = await atDoor({ here: true, there: false });
      expect(blocked.step('open-door').error?.code).toBe('door-blocked');
      const closed = await atDoor({ here: false, there: false });
      expect(closed.step('open-door').error?.code).toBe('door-closed');
    });

    it('is tried with a refused SSH password once, and goes on with another', async () => {
      const moving = await met();
      await moving.press('cloud');
      moving.sshRefuses = new Failure('ssh-refused', { user: 'root' });
      const before = moving.sshTried;
      for (let looks = 0; looks < 3; looks++) {
        await moving.look('open-door');
        expect(moving.step('open-door').error?.code).toBe('ssh-refused');
        expect(moving.plan('open-door')).toContain('ask.ssh-password');
      }
      expect(moving.sshTried).toBe(before + 1);
      moving.sshRefuses = null;
      await moving.give('ssh-password', 'Ssh-Pass-2');
      expect(await moving.look('open-door')).toBe('done');
    });

    it('may be reached from there only', async () => {
      expect((await atDoor({ here: false, there: true })).step('open-door').state).toBe('done');
    });

    it('is taken on the installer’s word where nothing there can tell', async () => {
      const moving = await atDoor({ here: true, there: null });
      expect(moving.plan('open-door')).toEqual(['ask.door-word']);
      await moving.say('open-door', 'door-open');
      await moving.look('open-door');
      expect(moving.evidence('open-door')).toEqual(['door-told person']);
    });
  });

  describe('after the move', () => {
    async function moved(users = [user('102', 'Bob', 'basic'), user('101', 'Ada', 'essential')]) {
      const moving = await met();
      await moving.press('cloud');
      await moving.look('open-door');
      moving.cloud.users = users;
      moving.cloud.password = moving.old.password;
      await moving.look('compare');
      return moving;
    }

    it('opens with the old password and has the same users', async () => {
      const moving = await moved();
      expect(await moving.press('compare')).toBe('done');
      expect(moving.evidence('compare')).toEqual(['cloud-opens-by-old read-back', 'move-same read-back']);
    });

    it('tells each difference, in a file too, and ends on a reason only', async () => {
      const moving = await moved([user('101', 'Ada', 'premium')]);
      expect(await moving.press('compare')).toBe('needs-person');
      expect(moving.step('compare').plan[0]).toMatchObject({
        code: 'warn.move-differs',
        params: { missing: 1, added: 0, name: 0, type: 1, file: 'move-differences.txt' },
      });
      expect(moving.files[0]?.text).toBe(
        '101 Ada: essential before, premium there\n102 Bob: not on the cloud PBX\n',
      );
      await moving.accept('compare');
      await moving.look('compare');
      expect(await moving.press('compare')).toBe('done');
      // Other differences than those accepted are another question.
      moving.cloud.users = [];
      await moving.look('compare');
      expect(await moving.press('compare')).toBe('needs-person');
    });

    it('ends on the same users also after they had differed', async () => {
      const moving = await moved();
      const { users } = moving.cloud;
      await moving.press('compare');
      moving.cloud.users = [];
      await moving.look('compare');
      expect(await moving.press('compare')).toBe('needs-person');
      moving.cloud.users = users;
      await moving.look('compare');
      expect(await moving.press('compare')).toBe('done');
      expect(moving.evidence('compare').at(-1)).toBe('move-same read-back');
    });

    it('that opens by another password is told so, and the old PBX is not sent that', async () => {
      const moving = await moved();
      moving.cloud.password = 'Own-Pass-1';
      const before = moving.old.tried.length;
      expect(await moving.press('compare')).toBe('needs-person');
      expect(moving.plan('compare')).toContain('ask.cloud-password');
      expect(await moving.press('compare')).toBe('needs-person');
      await moving.give('cloud-password', 'Own-Pass-1');
      expect(await moving.press('compare')).toBe('done');
      expect(moving.evidence('compare')).toEqual(['cloud-opens-by-own read-back', 'move-same read-back']);
      expect(moving.old.tried.length).toBe(before);
      expect(moving.cloud.tried.slice(-2)).toEqual([moving.old.password, 'Own-Pass-1']);
    });

    it('with another certificate gets no password before that was accepted', async () => {
      const moving = await moved();
      moving.cloud.fingerprint = 'FP:new';
      const before = moving.cloud.tried.length;
      await moving.look('compare');
      expect(moving.plan('compare')).toContain('warn.certificate-changed');
      await moving.press('compare');
      expect(moving.cloud.tried).toHaveLength(before);
      await moving.accept('compare');
      expect(await moving.press('compare')).toBe('done');
    });

    it('SSH is closed again, seen from here', async () => {
      const moving = await moved();
      await moving.press('compare');
      await moving.look('close-door');
      expect(moving.plan('close-door')).toEqual(['ask.close-door']);
      moving.door.here = false;
      expect(await moving.look('close-door')).toBe('done');
      expect(moving.evidence('close-door')).toContain('door-shut read-back');
    });

    it('what never could be reached from here is closed by word', async () => {
      const moving = await met();
      await moving.press('cloud');
      moving.door = { here: false, there: true };
      await moving.look('open-door');
      moving.cloud.password = moving.old.password;
      moving.cloud.users = moving.old.users;
      await moving.look('compare');
      await moving.press('compare');
      await moving.look('close-door');
      expect(moving.plan('close-door')).toEqual(['ask.closed-word']);
      await moving.say('close-door', 'door-closed');
      expect(await moving.look('close-door')).toBe('done');
      expect(moving.evidence('close-door')).toEqual(['door-shut-told person']);
    });

    it('the rest is the installer’s word, each with a note', async () => {
      const moving = await moved();
      await moving.press('compare');
      moving.door.here = false;
      await moving.look('close-door');
      await moving.look('after-move');
      for (const item of ['phones', 'trunks', 'dns', 'old-kept'])
        await moving.say('after-move', `after-${item}`, 'done');
      expect(moving.step('after-move').plan).toEqual([{ code: 'ask.after-move', params: { count: 1 } }]);
      await moving.say('after-move', 'after-old-licences', 'Rossi, in March');
      expect(await moving.press('after-move')).toBe('done');
      expect(moving.evidence('after-move')).toHaveLength(5);
    });
  });
});
