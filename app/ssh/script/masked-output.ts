import type { Clock } from '../../procedure/ports';
import { Stillness } from '../expect/stillness';
import { Mask, placeholder } from '../transcript/mask';

/** Milliseconds that what may be the beginning of a secret is kept from the screen: a person who types is not to notice. */
const mostKeptMs = 30;

/** Bytes as signs of one byte each, so that nothing is broken by being taken for letters. */
const asSigns = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/**
 * A terminal's output on its way to a screen, without the secrets that are echoed: many scripts ask first and turn the echo
 * off afterwards, when the answer is there already. Only secrets as they are, with no escape sequence in the middle.
 */
export class MaskedOutput {
  private readonly mask = new Mask({ forms: (value) => [asSigns(value)], placeholder: asSigns(placeholder) });
  private readonly still: Stillness;

  constructor(
    private readonly show: (bytes: Uint8Array) => void,
    clock: Clock,
    signal: AbortSignal,
  ) {
    this.still = new Stillness(clock, mostKeptMs, signal, () => this.flush());
  }

  secret(value: string): void {
    this.mask.add(value);
  }

  push(bytes: Uint8Array): void {
    const { keepsBack } = this.mask;
    const signs = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const masked = this.mask.push(signs);
    if (this.mask.keepsBack) this.still.stir();
    if (masked === signs && !keepsBack) this.show(bytes);
    else if (masked !== '') this.show(Buffer.from(masked, 'latin1'));
  }

  /** Shows what was kept back. */
  flush(): void {
    const rest = this.mask.end();
    if (rest !== '') this.show(Buffer.from(rest, 'latin1'));
  }
}
