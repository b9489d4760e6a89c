import type { AuthContext, KeyboardAuthContext, PublicKeyAuthContext } from 'ssh2';
import ssh2 from 'ssh2';
import type { SshSetup } from '../presets/preset';
import type { World } from '../world';

/** Takes or refuses one attempt to sign in. */
export function decide(world: World, setup: SshSetup, context: AuthContext): void {
  const { method } = context;
  const right =
    context.username === 'root' || context.username === 'admin' ? setup.users[context.username] : null;
  if (method === 'publickey' && isKnown(world, context)) context.accept();
  else if (method === 'password' && setup.takes.includes(method)) {
    if (isRight(world, context.password, right) && moreAsked(world) === undefined) context.accept();
    else context.reject(methods(setup));
  } else if (method === 'keyboard-interactive' && setup.takes.includes(method))
    askInRounds(world, setup, context, right);
  else context.reject(methods(setup));
}

function methods({ takes }: SshSetup): ('publickey' | 'password' | 'keyboard-interactive')[] {
  return ['publickey', ...takes];
}

/** A word of the house, the password, and under a fault one question more. */
function askInRounds(
  world: World,
  setup: SshSetup,
  context: KeyboardAuthContext,
  right: string | null,
): void {
  const refuse = (): void => context.reject(methods(setup));
  const askMore = (): void => {
    const wanted = moreAsked(world);
    if (wanted === undefined) context.accept();
    else
      context.prompt([{ prompt: 'Verification code: ', echo: true }], ([given]) => {
        if (given === wanted) context.accept();
        else refuse();
      });
  };
  context.prompt([], 'Practice PBX', 'Everything done here is practice.', () => {
    context.prompt([{ prompt: 'Password: ', echo: false }], ([given]) => {
      if (given !== undefined && isRight(world, given, right)) askMore();
      else refuse();
    });
  });
}

/** The code that is asked for beside the password, while that fault is on. */
function moreAsked({ faults }: World): string | undefined {
  return faults.argument('ssh-asks-more');
}

function isRight({ store }: World, given: string, right: string | null): boolean {
  const isSame = right !== null && given === right;
  store.change(({ counters }) => {
    counters.sshPasswords += 1;
    if (!isSame) counters.sshWrongPasswords += 1;
  });
  return isSame;
}

/** First only the key is shown, then what it has signed. */
function isKnown({ store }: World, context: PublicKeyAuthContext): boolean {
  return (store.state.ssh?.authorizedKeys ?? []).some(({ user, key }) => {
    const known = ssh2.utils.parseKey(key);
    if (user !== context.username || known instanceof Error) return false;
    if (!known.getPublicSSH().equals(context.key.data)) return false;
    if (!context.signature || !context.blob) return true;
    // It may be an error too, which the types do not say.
    const verdict: unknown = known.verify(context.blob, context.signature, context.hashAlgo);
    return verdict === true;
  });
}
