import type { ElectronApplication } from 'playwright';

/**
 * Accounts of the app's entries in the system's keychain, asked of the keychain itself, in the app's process: the bus it
 * answers on serves only the user that the app runs as.
 */
export async function keychainAccounts(app: ElectronApplication): Promise<string[]> {
  const found = await app.evaluate(async ({ app: electron }) => {
    const { createRequire } = process.getBuiltinModule('node:module');
    const keytar = createRequire(`${electron.getAppPath()}/package.json`)('keytar') as {
      findCredentials(service: string): Promise<{ account: string }[]>;
    };
    return keytar.findCredentials('PBX Activation Wizard');
  });
  return found.map(({ account }) => account);
}
