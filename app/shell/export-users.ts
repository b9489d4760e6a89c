import { join } from 'node:path';
import type { Answer, Arg } from '../contract/contract';
import { Failure } from '../domain/failure';
import { writeTypes, writeWmsImport } from '../domain/licensing/csv/write';
import type { OpenJob } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';

type Wanted = Omit<Arg<'licences.export'>, 'job'>;

/** Writes the users of a job and the types they are to have to a new file in its folder. */
export async function exportUsers(
  { runner }: OpenJob,
  files: FilesPort,
  folder: string,
  { as, separator }: Wanted,
): Promise<Answer<'licences.export'>> {
  const users = runner.users();
  if (!users) throw new Failure('licences-not-read');
  const { id, assignment } = runner.job();
  const chosen = new Map(Object.entries(assignment));
  if (as === 'types') {
    const name = await files.writeNew(
      id,
      'types.csv',
      writeTypes(users, chosen, { language: 'en', separator }),
    );
    return { path: join(folder, name), users: users.length, leftOut: [] };
  }
  // Only those who are to change: whoever else is in the file could be changed by the import in ways nobody asked for.
  const changed = users.filter(
    ({ id: user, licenceType }) => (chosen.get(user) ?? licenceType) !== licenceType,
  );
  const { text, users: written, leftOut } = writeWmsImport(changed, chosen);
  const name = await files.writeNew(id, 'wms-import.csv', text);
  return { path: join(folder, name), users: written, leftOut: leftOut.map(({ user }) => user.name) };
}
