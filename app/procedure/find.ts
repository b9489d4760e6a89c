import { addressesToAsk, mostAddresses } from '../domain/address-range';
import { parseAddress } from '../domain/address';
import { Failure } from '../domain/failure';
import type { FoundPbx } from '../domain/found';
import { said, type StepContext } from './step';

/** What a search came to. `asked` is less than `all` when it was called off. */
export interface Search {
  found: FoundPbx[];
  asked: number;
  all: number;
}

/** Asks exactly these addresses (hosts and ranges as typed), and nothing else; called off, it tells what it found. */
export async function findPbx(context: StepContext, lines: readonly string[]): Promise<Search> {
  const addresses = addressesToAsk(lines).flatMap((one) => parseAddress(one) ?? []);
  const all = addresses.length;
  if (all === 0) throw new Failure('address-invalid', { address: lines.join(', ') });
  if (all > mostAddresses) throw new Failure('bad-request', undefined, `${all} addresses are too many`);
  const tell = (asked: number, found: number): void =>
    context.progress(said('applying.find', { asked, all, found }), { fraction: asked / all });
  tell(0, 0);
  return { ...(await context.ports.pbx.find(addresses, context.signal, tell)), all };
}
