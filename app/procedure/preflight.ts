import { formatAddress, parseAddress, type Address } from '../domain/address';
import { Failure } from '../domain/failure';
import {
  countGrades,
  gradePreflight,
  gradeVendor,
  nothingSeen,
  type PreflightSeen,
  type VendorSeen,
} from '../domain/preflight';
import { said, type StepContext } from './step';

/** Looks at what was typed and at the PBX there, and notes the graded list. Throws only when called off. */
export async function runPreflight(
  context: StepContext,
  typed: string,
): Promise<{ address: Address | null; seen: PreflightSeen }> {
  const address = parseAddress(typed);
  const seen = address ? await context.ports.pbx.preflight(address, context.signal) : nothingSeen;
  const now = context.ports.clock.now();
  const lines = gradePreflight(typed, address, seen, now);
  const shown = address ? formatAddress(address) : typed;
  const source = `name, TCP, TLS and HTTPS without credentials at ${shown}`;
  await context.facts({ preflight: { at: now.toISOString(), address: shown, lines } }, source);
  await context.evidence(said('preflight', countGrades(lines)), 'observed', source);
  return { address, seen };
}

/** Name and TCP to each host, one after the other: they are few. Only ever called when the installer asked for it. */
export async function checkVendorHosts(context: StepContext, hosts: readonly string[]): Promise<void> {
  const seen: VendorSeen[] = [];
  for (const host of hosts) {
    context.progress(said('applying.vendor-hosts', { host }), { fraction: seen.length / hosts.length });
    const address = parseAddress(host);
    if (!address) throw new Failure('address-invalid', { address: host });
    seen.push({ host, reached: await context.ports.pbx.reach(address, context.signal) });
  }
  const lines = gradeVendor(seen);
  const now = context.ports.clock.now();
  await context.facts(
    { vendorHosts: { at: now.toISOString(), address: hosts.join(', '), lines } },
    'name and TCP',
  );
  const reached = seen.filter((one) => one.reached.ok).length;
  await context.evidence(
    said('vendor-hosts', { reached, all: seen.length }),
    'observed',
    `name and TCP to ${hosts.join(', ')}`,
  );
}
