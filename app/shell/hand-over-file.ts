import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../domain/failure';
import { canonical, HandOver, handOverFormat, handOverMaxSigns, handOverVersion } from '../domain/hand-over';

const Envelope = z.object({ format: z.literal(handOverFormat), version: z.number().int().positive() });
const Sealed = Envelope.extend({ sha256: z.string(), content: z.unknown() });

/** The text of a file: its content and a hash over it, by which damage is told. Not a signature: anybody can make one. */
export function sealed(content: HandOver): string {
  // What JSON leaves out (undefined) is no part of what is hashed.
  const plain: unknown = JSON.parse(JSON.stringify(HandOver.parse(content)));
  const file = {
    format: handOverFormat,
    version: handOverVersion,
    sha256: hashOf(plain),
    content: plain,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What a file says, once all of it was checked. `handover-too-large`, `handover-foreign` (no file of this app),
 * `handover-newer` {version}, `handover-damaged` (half a file, a changed sign, a shape nobody wrote).
 */
export function unsealed(text: string): HandOver {
  if (text.length > handOverMaxSigns) throw new Failure('handover-too-large');
  try {
    return read(text);
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    // So deeply nested that no reader gets through it.
    throw new Failure('handover-damaged', undefined, thrown instanceof Error ? thrown.name : '');
  }
}

function read(text: string): HandOver {
  const value = parse(text);
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) throw new Failure('handover-foreign');
  const { version } = envelope.data;
  if (version > handOverVersion) throw new Failure('handover-newer', { version });
  const file = Sealed.safeParse(value);
  if (!file.success) throw new Failure('handover-damaged');
  const { sha256, content } = file.data;
  if (hashOf(content) !== sha256) throw new Failure('handover-damaged', undefined, 'the hash differs');
  const checked = HandOver.safeParse(content);
  if (checked.success) return checked.data;
  const paths = checked.error.issues.map(({ path }) => path.map(String).join('.')).slice(0, 5);
  throw new Failure('handover-damaged', undefined, `not as it should be: ${paths.join(', ')}`);
}

/** Half a file begins as ours does and is no JSON; that it is damaged helps more than that it is foreign. */
function parse(text: string): unknown {
  try {
    // Some editors put this mark before a text they saved.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Failure(text.slice(0, 200).includes(handOverFormat) ? 'handover-damaged' : 'handover-foreign');
  }
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(canonical(content), 'utf8').digest('hex');
}
