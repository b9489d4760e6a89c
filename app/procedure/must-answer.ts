import { parseAddress } from '../domain/address';
import { Failure, failureOf } from '../domain/failure';
import type { StepContext } from './step';

/**
 * The error of why nothing answers there. That another place is silent says something only while this one is not: with the
 * cable of this computer out, everything is.
 */
export async function mustAnswer(context: StepContext, text = ''): Promise<void> {
  const address = parseAddress(text);
  if (!address) throw new Failure('address-invalid', { address: text });
  const reached = await context.ports.pbx.reach(address, context.signal);
  if (!reached.ok) throw failureOf(reached.error);
}
