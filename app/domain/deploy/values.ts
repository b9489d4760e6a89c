/**
 * What a deployment profile's command lines can be filled in with, and of which kind each is. Memory is in MB, the disk in GB;
 * a number is written as it is, a text as one word of the shell.
 */
export const deployValues = {
  name: 'text',
  image: 'text',
  cores: 'number',
  memory: 'number',
  disk: 'number',
  network: 'text',
  storage: 'text',
  host: 'text',
  folder: 'text',
  vmid: 'number',
  generation: 'number',
} as const;

export type DeployValue = keyof typeof deployValues;
export const deployValueNames = Object.keys(deployValues) as DeployValue[];

/** The field of the step's inputs that holds it. */
export function fieldOfValue(value: DeployValue): `vm-${DeployValue}` {
  return `vm-${value}`;
}

/** Users that one CPU core carries (vendor's page on failover: sure; a core there is two threads of a Xeon-class CPU). */
export const usersPerCore = 500;

/** Cores for so many users; null where the number is none. */
export function coresFor(users: string): number | null {
  const text = users.trim();
  return /^\d{1,6}$/.test(text) && Number(text) > 0 ? Math.ceil(Number(text) / usersPerCore) : null;
}
