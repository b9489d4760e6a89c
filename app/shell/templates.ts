import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TemplateView } from '../contract/office-views';
import { Failure } from '../domain/failure';
import { HandOver, handedInputs, templateInputs, TemplateId, type Template } from '../domain/hand-over';
import type { JobState } from '../domain/job';
import { redacted, type Redact } from '../domain/redacted';
import type { VendorHost } from '../domain/vendor-hosts';
import { writeWhole } from './data-file';
import { sealed, unsealed } from './hand-over-file';

/** What is the same for every customer of a partner, taken from a job of one of them. */
export function templateOf(
  job: JobState,
  name: string,
  by: { version: string; now: Date; vendorHosts: readonly VendorHost[]; redact: Redact },
): Template {
  const content: Template = {
    kind: 'template',
    madeAt: by.now.toISOString(),
    app: by.version,
    id: idOf(name),
    name,
    jobKind: job.kind,
    inputs: templateInputs(handedInputs(job.steps)),
    vendorHosts: [...by.vendorHosts],
  };
  return redacted(HandOver, content, by.redact) as Template;
}

/** A file name out of any name: letters of other alphabets are told apart by their number. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (sign) => (sign.codePointAt(0) ?? 0).toString(36))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return TemplateId.parse(plain === '' ? 'template' : plain);
}

export function templateView({ id, name, jobKind, inputs }: Template): TemplateView {
  return { id, name, jobKind, partner: inputs['prepare']?.['partner'] ?? '' };
}

/** The templates of this computer: one file each, which can be handed on as it is. */
export class Templates {
  constructor(private readonly folder: string) {}

  /** In the order of their names. A file that is no template any more is passed over. */
  async list(): Promise<Template[]> {
    const names = await readdir(this.folder).catch((): string[] => []);
    const read = await Promise.all(
      names.filter((name) => name.endsWith('.pbxjob')).map((name) => this.read(name.slice(0, -7))),
    );
    return read.flatMap((one) => one ?? []).sort((a, b) => a.name.localeCompare(b.name));
  }

  async get(id: string): Promise<Template> {
    const found = await this.read(id);
    if (!found) throw new Failure('bad-request', undefined, `no template ${id}`);
    return found;
  }

  /** Full path of its file. One of the same name is replaced. */
  async keep(template: Template): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const file = this.fileOf(await this.idFor(template));
    await writeWhole(file, sealed({ ...template, id: basename(file, '.pbxjob') }));
    return file;
  }

  async remove(id: string): Promise<void> {
    await rm(this.fileOf(id), { force: true });
  }

  /** That of its name, where there is one; else its own, with a number behind it where another name has that. */
  private async idFor({ id, name }: Template): Promise<string> {
    const all = await this.list();
    const same = all.find((one) => one.name === name);
    if (same) return same.id;
    const taken = new Set(all.map((one) => one.id));
    let free = id;
    for (let number = 2; taken.has(free); number++) free = `${id.slice(0, 56)}-${String(number)}`;
    return free;
  }

  private fileOf(id: string): string {
    return join(this.folder, `${TemplateId.parse(id)}.pbxjob`);
  }

  private async read(id: string): Promise<Template | null> {
    try {
      const content = unsealed(await readFile(this.fileOf(id), 'utf8'));
      return content.kind === 'template' ? content : null;
    } catch {
      return null;
    }
  }
}
