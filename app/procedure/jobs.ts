import type { JobKind, StepId } from '../domain/job';
import { isStartable, type StartableKind } from '../domain/job-kinds';
import type { Step } from './step';
import { activate } from './steps/activate';
import { adminPassword } from './steps/admin-password';
import { cabling } from './steps/cabling';
import { cloudReady } from './steps/cloud-ready';
import { connect, deploy } from './steps/deploy';
import { licences } from './steps/licences';
import { afterMove } from './steps/move/after-move';
import { closeDoor } from './steps/move/close-door';
import { cloud } from './steps/move/cloud';
import { compare } from './steps/move/compare';
import { inventory } from './steps/move/inventory';
import { move } from './steps/move/move';
import { openDoor } from './steps/move/open-door';
import { clients } from './steps/network/clients';
import { members } from './steps/network/members';
import { server } from './steps/network/server';
import { portal } from './steps/portal';
import { portalChange } from './steps/portal-change';
import { prepare } from './steps/prepare';
import { report } from './steps/report';
import { oldOff } from './steps/rma/old-off';
import { oldPbx } from './steps/rma/old-pbx';
import { swKey } from './steps/rma/sw-key';
import { swap } from './steps/rma/swap';
import { takenOver } from './steps/rma/taken-over';
import { upgradeForSwap } from './steps/rma/upgrade-for-swap';
import { signIn } from './steps/sign-in';
import { upgrade } from './steps/upgrade';

/** The steps of each job kind, in order. */
const jobs: Record<StartableKind, readonly Step[]> = {
  'activate-virtual': [prepare, deploy, signIn, adminPassword, upgrade, portal, activate, licences, report],
  'activate-hardware': [prepare, cabling, signIn, adminPassword, upgrade, portal, activate, licences, report],
  'activate-cloud': [prepare, portal, cloudReady, signIn, adminPassword, upgrade, licences, report],
  'review-licences': [prepare, connect, signIn, licences, report],
  'change-licences': [prepare, connect, signIn, portalChange, report],
  // The server, which is the job's own PBX, comes last.
  'upgrade-network': [prepare, connect, signIn, members, clients, server, licences, report],
  'move-to-cloud': [
    prepare,
    connect,
    signIn,
    inventory,
    cloud,
    openDoor,
    move,
    compare,
    closeDoor,
    afterMove,
    report,
  ],
  'rma-swap': [
    prepare,
    oldPbx,
    swap,
    connect,
    signIn,
    adminPassword,
    upgradeForSwap,
    swKey,
    activate,
    takenOver,
    oldOff,
    report,
  ],
};

/** Null for a kind that cannot be started in this version. */
export function stepsOf(kind: JobKind): readonly Step[] | null {
  return isStartable(kind) ? jobs[kind] : null;
}

/** Their names, as the journal's first event keeps them. */
export function stepIdsOf(kind: JobKind): StepId[] {
  return (stepsOf(kind) ?? []).map(({ id }) => id);
}
