import type { ComponentType } from 'react';
import type { StepId } from '../../../../app/domain/job';
import { Activate } from './activate';
import { AdminPassword } from './admin-password';
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
import { SignIn } from './sign-in';
import { Upgrade } from './upgrade';

/** What stands between a step's head and its plan. */
export const stepBodies: Record<StepId, ComponentType> = {
  prepare: Prepare,
  deploy: Deploy,
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
  report: Report,
};

/** What is used while the step is at work, and so stands outside of what is locked then. */
export const liveBodies: Partial<Record<StepId, ComponentType>> = { move: MoveLive };
