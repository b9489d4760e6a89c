import type { WizardError } from '../../../domain/error';
import { Failure } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import {
  isBig,
  isEngine,
  isTight,
  mayMove,
  parseSize,
  sizeText,
  type Engine,
} from '../../../domain/move/database';
import { PlaceInNetwork, type Inventory } from '../../../domain/move/facts';
import { tolerableSkewMs } from '../../../domain/preflight';
import { isAccepted, said, type StepContext } from '../../step';

/** What was typed of the old PBX, since it cannot be read there. */
export interface TypedInventory {
  engine: Engine | null;
  /** Null: not typed, or no size. */
  bytes: number | null;
  databaseFile: string;
  network: PlaceInNetwork | null;
}

export function typedInventory({ inputs }: { inputs: Readonly<Record<string, string>> }): TypedInventory {
  return {
    engine: isEngine(inputs.engine) ? inputs.engine : null,
    bytes: parseSize(inputs.databaseSize ?? ''),
    databaseFile: (inputs.databaseFile ?? '').trim(),
    network: PlaceInNetwork.safeParse(inputs.networkRole).data ?? null,
  };
}

/** What is still to be typed or accepted, and what ends the move before it begins. */
export interface Judged {
  plan: Said[];
  error?: WizardError;
}

export function judge(context: StepContext, seen: Inventory): Judged {
  const typed = typedInventory(context.record());
  const bytes = seen.databaseBytes ?? typed.bytes;
  const asks = [
    ...(typed.engine === null ? [said('ask.input', { field: 'engine' })] : []),
    ...(bytes === null ? [said('ask.input', { field: 'databaseSize' })] : []),
    ...(typed.network === null ? [said('ask.input', { field: 'networkRole' })] : []),
  ];
  const { engine } = typed;
  if (engine !== null && mayMove(seen.version, engine) === 'no')
    return { plan: asks, error: new Failure('engine-not-moved', { version: seen.version, engine }).error };
  const warnings = [
    ...engineWarnings(seen, engine),
    ...(bytes !== null && isBig(bytes) ? [said('warn.database-big', { now: sizeText(bytes) })] : []),
    ...spaceWarnings(seen.freeBytes, bytes),
    ...networkWarnings(typed.network),
    ...(seen.keeper ? [] : [said('warn.no-keeper')]),
    ...clockWarnings(seen),
  ];
  return { plan: [...asks, ...warnings.filter((one) => !isAccepted(context.record(), one))] };
}

/** The guide says nothing of this version; or a server runs there that the engine typed has no use for. */
function engineWarnings({ version, databasePrograms }: Inventory, engine: Engine | null): Said[] {
  if (engine === null) return [];
  const programs = databasePrograms.join(', ');
  const expected = engine === 'mysql' ? /^(mysqld|mariadbd)/ : /^$/;
  const other = databasePrograms.some((name) => !expected.test(name));
  return [
    ...(mayMove(version, engine) === 'not-said'
      ? [said('warn.engine-not-said', { version, engine, now: `${engine} ${version}` })]
      : []),
    ...(other ? [said('warn.engine-contradicted', { engine, programs, now: `${engine} ${programs}` })] : []),
  ];
}

/** Our own reckoning, see {@link isTight}. */
function spaceWarnings(free: number | null, bytes: number | null): Said[] {
  if (free === null || bytes === null || !isTight(free, bytes)) return [];
  return [said('warn.little-space', { now: sizeText(free), size: sizeText(bytes) })];
}

/** Clients of a WMS network inherit the licences of their server (vendor's guide and pages: sure). */
function networkWarnings(role: PlaceInNetwork | null): Said[] {
  return role === 'server' ? [said('warn.network-server')] : [];
}

function clockWarnings({ clockSkewMs }: Inventory): Said[] {
  if (clockSkewMs === null || Math.abs(clockSkewMs) <= tolerableSkewMs) return [];
  return [said('warn.clock-skew', { seconds: Math.round(clockSkewMs / 1_000) })];
}
