import { sentObject } from '../http/ask';
import { reboot } from '../pbx/power';
import { checkView, chooseRepository, startCheck, startUpgrade, upgradeView } from '../pbx/upgrade';
import { forAdmins, type ApiRoute, type Call } from './call';
import { failure, result } from './envelope';
import type { Reply } from '../http/reply';

/** Checking for, starting and following an upgrade; rebooting. */
export const upgradeRoutes: ApiRoute[] = [
  forAdmins('GET', '/pbx/upgrade/check', ({ world }) => result(world.preset.answers.check(checkView(world)))),
  forAdmins('POST', '/pbx/upgrade/check', ({ world }) => {
    startCheck(world);
    return result('Success');
  }),
  forAdmins('GET', '/pbx/upgrade', ({ world }) => {
    const { answers } = world.preset;
    return result(answers.upgrade(upgradeView(world)), answers.numbersAsStrings);
  }),
  forAdmins('POST', '/pbx/upgrade', start),
  forAdmins('GET', '/pbx/upgrade/settings', settings),
  forAdmins('PUT', '/pbx/upgrade/settings', setRepository),
  forAdmins('PUT', '/pbx/system/reboot', rebootNow),
];

function start({ world, ask }: Call): Reply {
  const sent = sentObject(ask);
  if (!sent) return failure(400, 'The body is not an object');
  const version = typeof sent['version'] === 'string' ? sent['version'] : undefined;
  const refusal = startUpgrade(world, version);
  return refusal ? failure(409, refusal.refused) : result('Success');
}

function settings({ world: { preset, store } }: Call): Reply {
  const { repositoryKey, repositoriesKey } = preset.answers;
  return result({
    [repositoryKey]: store.state.repository,
    ...(repositoriesKey === undefined
      ? {}
      : { [repositoriesKey]: preset.repositories.map(({ name }) => name) }),
  });
}

function setRepository({ world, ask }: Call): Reply {
  const name = sentObject(ask)?.[world.preset.answers.repositoryKey];
  if (typeof name !== 'string') return failure(400, 'No repository was given');
  const refusal = chooseRepository(world, name);
  return refusal ? failure(400, refusal.refused) : result('Success');
}

async function rebootNow({ world }: Call): Promise<Reply> {
  const refusal = await reboot(world);
  return refusal ? failure(409, refusal.refused) : { ...result('Success'), last: true };
}
