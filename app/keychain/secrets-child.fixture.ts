/**
 * The real keytar, in a process of its own whose surroundings the test chooses. Prints one line of JSON. Acts:
 *
 * - `keep`: puts a secret and says where it is and whether it comes back.
 * - `again`: a later process: reads the secret `keep` left, has it redacted, forgets it, looks again.
 *
 * The secret comes in by the environment, as process arguments are seen by all.
 */
import { createRedactor } from './redactor';
import { createSecrets } from './secrets';

const secret = process.env['TEST_SECRET'] ?? '';
const redactor = createRedactor();
const secrets = createSecrets({ redactor, service: 'PBX Activation Wizard test' });
const acts: Record<string, () => Promise<unknown>> = {
  async keep() {
    const kept = await secrets.put('job-0001', 'admin-password-new', secret);
    const same = (await secrets.get('job-0001', 'admin-password-new')) === secret;
    return { ...(await secrets.kind()), kept, same };
  },
  async again() {
    const redactedBefore = redactor.redact(secret) !== secret;
    const same = (await secrets.get('job-0001', 'admin-password-new')) === secret;
    const redacted = redactor.redact(secret) !== secret;
    await secrets.forget('job-0001', 'admin-password-new');
    const after = await secrets.get('job-0001', 'admin-password-new');
    return { ...(await secrets.kind()), redactedBefore, same, redacted, after };
  },
};
console.log(JSON.stringify(await acts[process.argv[2] ?? '']?.()));
