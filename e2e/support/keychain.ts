import type { ElectronApplication } from 'playwright';

/**
 * Which of these accounts have an entry in the system's keychain, asked of the keychain itself, in the app's process: the bus
 * it answers on serves only the user that the app runs as. One by one and never as a list: keytar's list ends the process when
 * another app, beside this one in the same keychain, takes an entry out while it is read.
 */
export async function inKeychain(app: ElectronApplication, accounts: readonly string[]): Promise<string[]> {
  return app.evaluate(async ({ app: electron }, asked) => {
    const { createRequire } = process.getBuiltinModule('node:module');
    const keytar = createRequire(`${electron.getAppPath()}/package.json`)('keytar') as {
      getPassword(service: string, account: string): Promise<string | null>;
    };
    const found: string[] = [];
    for (const account of asked)
      if ((await keytar.getPassword('PBX Activation Wizard', account)) !== null) found.push(account);
    return found;
  }, accounts);
}
