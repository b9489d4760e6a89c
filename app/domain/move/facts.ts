import { z } from 'zod';
import { NetworkRole } from '../network-members';
import { SecondPbx } from '../second-pbx';

/** Extension, name and licence type of a user; the type is null on a WMS that knows none. */
export const UserLine = z.tuple([z.string(), z.string(), z.string().nullable()]);

/** What lets a script outlive the line to it. */
export const Keeper = z.enum(['tmux', 'screen']);
export type Keeper = z.infer<typeof Keeper>;

/**
 * What the old PBX is in a WMS network. A route lists the PBXs of a network (`network/pbxes`), but what it says of each is not
 * published, so the role is the installer's word.
 */
export const PlaceInNetwork = z.enum(['none', ...NetworkRole.options]);
export type PlaceInNetwork = z.infer<typeof PlaceInNetwork>;

/** What the old PBX has before it is moved, read without changing anything. Null: it did not tell. */
export const Inventory = z.object({
  at: z.string(),
  version: z.string(),
  serial: z.string().nullable(),
  /** Of its operating system. */
  hostname: z.string().nullable(),
  /** Programs that run there and tell of a database: `mysqld`, `postgres` and the like. */
  databasePrograms: z.array(z.string()),
  /** Bytes of the file that was named as the database. */
  databaseBytes: z.number().nullable(),
  /** Bytes that are free in its root partition. */
  freeBytes: z.number().nullable(),
  /** Its clock minus ours, in milliseconds. */
  clockSkewMs: z.number().nullable(),
  /** As the installer says; not there in a job from before it was asked. */
  network: PlaceInNetwork.nullish(),
  keeper: Keeper.nullable(),
  types: z.array(z.object({ type: z.string(), users: z.number() })),
  users: z.array(UserLine),
});
export type Inventory = z.infer<typeof Inventory>;

/** The cloud PBX of a move, as far as it is known. */
export const CloudPbx = SecondPbx.extend({
  /** Whether its SSH port was reached, as last tried; from here, and from the old PBX. */
  door: z
    .object({ port: z.number(), here: z.boolean(), there: z.boolean().nullable(), at: z.string() })
    .optional(),
});
export type CloudPbx = z.infer<typeof CloudPbx>;
