import type { ComponentType } from 'react';
import type { StepId } from '../../../../app/domain/job';
import { Activate } from './activate';
import { AdminPassword } from './admin-password';
import { Cabling } from './cabling';
import { CloudReady } from './cloud-ready';
import { Deploy } from './deploy';
import { Licences } from './licences-lazy';
import { AfterMove } from './move/after-move';
import { Cloud } from './move/cloud';
import { Compare } from './move/compare';
import { CloseDoor, OpenDoor } from './move/door';
import { Inventory } from './move/inventory';
import { Move, MoveLive } from './move/move';
import { Clients } from './network/clients';
import { Members } from './network/members';
import { Portal } from './portal';
import { PortalChange } from './portal-change';
import { Prepare } from './prepare';
import { Report } from './report';
import { OldOff } from './rma/old-off';
import { OldPbx } from './rma/old-pbx';
import { SwKey } from './rma/sw-key';
import { Swap } from './rma/swap';
import { TakenOver } from './rma/taken-over';
import { SignIn } from './sign-in';
import { Upgrade } from './upgrade';

/** What stands between a step's head and its plan. */
export const stepBodies: Record<StepId, ComponentType> = {
  prepare: Prepare,
  deploy: Deploy,
  cabling: Cabling,
  'cloud-ready': CloudReady,
  connect: Deploy,
  'sign-in': SignIn,
  members: Members,
  clients: Clients,
  'admin-password': AdminPassword,
  upgrade: Upgrade,
  portal: Portal,
  activate: Activate,
  licences: Licences,
  'portal-change': PortalChange,
  inventory: Inventory,
  cloud: Cloud,
  'open-door': OpenDoor,
  move: Move,
  compare: Compare,
  'close-door': CloseDoor,
  'after-move': AfterMove,
  'old-pbx': OldPbx,
  swap: Swap,
  'sw-key': SwKey,
  'taken-over': TakenOver,
  'old-off': OldOff,
  report: Report,
};

/** What is used while the step is at work, and so stands outside of what is locked then. */
export const liveBodies: Partial<Record<StepId, ComponentType>> = { move: MoveLive };
