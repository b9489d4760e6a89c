import type { Params } from '../../../domain/error';
import type { Evidence, JobState, Said, SecretInfo, SecretName, StepRecord } from '../../../domain/job';
import { isOfMember, memberName, ownNameOf } from '../../../domain/member-secret';
import { actsOn, addressOf, memberFields, secretsOf } from '../../../domain/network-state';
import { Connection } from '../../connection';
import type { Ports, SecretsPort } from '../../ports';
import { confirmedField } from '../../step';

/*
 * Another PBX of the network as if it were the job's own, so that what is known of one PBX (signing in, upgrading, the token)
 * is done to it by the same code. What is its own is told apart by the member's number: in facts under it, in acts and
 * evidence by the value `member`, in secrets by the name.
 */

/** The job as it would be if this member were its PBX: its facts, its secrets, its acts and evidence, and no one else's. */
export function memberJob(job: JobState, number: string): JobState {
  const { facts = {}, told, pinnedAt } = job.facts.network?.members?.[number] ?? {};
  // Told by the server and not read yet: what is read must be the same.
  const serial = facts.serial ?? told?.serial;
  return {
    ...job,
    facts: { address: addressOf(job, number), ...facts, ...(serial ? { serial } : {}) },
    factSources: pinnedAt === undefined ? {} : { pin: { at: pinnedAt, source: 'accepted by the installer' } },
    secrets: secretsOf(job, number).map(asOwn),
    steps: job.steps.map((step) => stepOfMember(step, number)),
  };
}

function asOwn(secret: SecretInfo): SecretInfo {
  return isOfMember(secret.name) ? { ...secret, name: ownNameOf(secret.name) } : secret;
}

function stepOfMember(step: StepRecord, number: string): StepRecord {
  const byHand = step.inputs[confirmedField(memberFields.upgradedByHand(number))];
  return {
    ...step,
    way: 'automatic',
    actions: actsOn(step.actions, number).map((action) => ({ ...action, params: ownValues(action.params) })),
    evidence: step.evidence
      .filter(({ said }) => said.params?.member === number)
      .map((one): Evidence => ({ ...one, said: bare(one.said) })),
    inputs: {
      ...step.inputs,
      ...(byHand === undefined ? {} : { [confirmedField('upgraded-by-hand')]: byHand }),
    },
  };
}

/** Without those that say whose it is. */
function ownValues(params: Params = {}): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'member' && name !== 'pbx'));
}

function bare({ code, params }: Said): Said {
  const own = ownValues(params);
  return Object.keys(own).length === 0 ? { code } : { code, params: own };
}

/** The secrets of one member, asked for by the names that the job's own PBX has them under. */
export function memberSecrets(secrets: SecretsPort, number: string): SecretsPort {
  const named = (name: SecretName): SecretName => memberName(name, number);
  return {
    put: (job, name, value) => secrets.put(job, named(name), value),
    get: (job, name) => secrets.get(job, named(name)),
    forget: (job, name, keptIn) => secrets.forget(job, named(name), keptIn),
  };
}

/** Of each job's connection, those to the other PBXs: what one of them refused is not sent to it again. */
const connections = new WeakMap<Connection, Map<string, Connection>>();

/** The one connection of this job to a member; it lives as long as the job's own. */
export function memberConnection(
  own: Connection,
  ports: Pick<Ports, 'pbx' | 'secrets'>,
  job: () => JobState,
  number: string,
): Connection {
  const known = connections.get(own) ?? new Map<string, Connection>();
  connections.set(own, known);
  const made =
    known.get(number) ??
    new Connection({ pbx: ports.pbx, secrets: memberSecrets(ports.secrets, number) }, () =>
      memberJob(job(), number),
    );
  known.set(number, made);
  return made;
}
