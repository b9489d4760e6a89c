import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import { profileName, ProfileName, type PbxProfile } from '../domain/profile';

/** Saved PBX profiles: `profiles/` in the data folder, one JSON file each, with the PBX's own reference beside it. */
export class Profiles {
  constructor(private readonly dataFolder: string) {}

  /** Writes the profile and the files of the reference; gives the profile's name. */
  async save(profile: PbxProfile, doc: readonly { name: string; text: string }[]): Promise<string> {
    const name = profileName(profile);
    await mkdir(this.folder(), { recursive: true });
    for (const file of doc) await writeFile(join(this.folder(), `${name}.${file.name}`), file.text);
    await writeFile(this.fileOf(name), `${JSON.stringify(profile, null, 2)}\n`);
    return name;
  }

  /** Full path of a saved profile. */
  pathOf(name: string): string {
    const path = this.fileOf(name);
    if (!ProfileName.safeParse(name).success || !existsSync(path))
      throw new Failure('bad-request', undefined, `no profile ${name.slice(0, 60)}`);
    return path;
  }

  /** Names and texts, newest first. */
  async list(): Promise<{ name: string; text: string }[]> {
    const files = await readdir(this.folder()).catch(() => []);
    const names = files
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .filter((name) => ProfileName.safeParse(name).success)
      .sort((a, b) => b.slice(-'yyyymmdd-hhmmss'.length).localeCompare(a.slice(-'yyyymmdd-hhmmss'.length)));
    return Promise.all(
      names.map(async (name) => ({ name, text: await readFile(this.fileOf(name), 'utf8') })),
    );
  }

  private folder(): string {
    return join(this.dataFolder, 'profiles');
  }

  private fileOf(name: string): string {
    return join(this.folder(), `${name}.json`);
  }
}
