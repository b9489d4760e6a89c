import { z } from 'zod';
import { HandedTypes, handOverMaxSigns, TemplateId } from '../domain/hand-over';
import { MailDraft } from '../domain/mail';
import { OwnRule } from '../domain/licensing/own-rules';
import { Choice } from '../domain/licensing/why';
import { JobId, JobKind, JobState, SecretName, StepId, Way } from '../domain/job';
import { Image } from '../domain/deploy/image';
import { AssistMode } from '../domain/recipe';
import { ProfileName } from '../domain/profile';
import { VendorHost } from '../domain/vendor-hosts';
import { DeployProfileView } from './deploy-views';
import { EarlierJobView, Network, SavedProfile, SearchView } from './field-views';
import { HandOverView, JobParts, Removed, TemplateView, TourView } from './office-views';
import { ScriptRecipeView, TerminalPiece } from './terminal-views';
import {
  AppInfo,
  Bounds,
  JobSummary,
  JobView,
  LicenceTable,
  PageView,
  PracticePreset,
  PracticeView,
  RecipeView,
  SecretTaken,
} from './views';

/**
 * All that may cross between the app (main process) and the window. From this one object follow the types, the checks
 * at run time, the server (shell/bridge), the window's client (client.ts) and the test double (double.ts).
 */

/** A call: one argument, one answer, both checked in the main process. */
function call<A extends z.ZodType, R extends z.ZodType>(arg: A, answer: R) {
  return { arg, answer };
}

const nothing = z.undefined();
/** Answer of a call that only does something. */
const done = z.void();
const text = z.string().max(20_000);
const job = z.object({ job: JobId });
const step = job.extend({ step: StepId });
const secret = job.extend({ name: SecretName });
const recipe = z.object({ id: z.string().max(40) });
/** The text of a file as it was read. */
const handed = z.object({ text: z.string().max(handOverMaxSigns) });
const template = z.object({ id: TemplateId });

export const calls = {
  'app.info': call(nothing, AppInfo),
  /** Non-secret text to the clipboard. */
  'app.copy': call(z.object({ text: z.string().max(4_000_000) }), done),
  /** Opens one of the few known places in the system's browser or file manager. */
  'app.open': call(z.object({ what: z.enum(['portal', 'data-folder', 'vendor-guide']) }), done),

  /** A new mail in the system's own program, to be read and sent there; `to` only as typed. Nothing else is opened. */
  'app.mail': call(MailDraft, done),

  'jobs.list': call(nothing, z.array(JobSummary)),
  'jobs.create': call(z.object({ kind: JobKind, preset: z.string().max(60).nullable() }), job),
  'jobs.open': call(job, JobView),
  'jobs.leave': call(job, done),
  /** Ends the job and forgets its secrets. */
  'jobs.close': call(job, done),
  /** Takes a job off the list or puts it back. `busy` while the wizard is at work on it. */
  'jobs.archive': call(job.extend({ on: z.boolean() }), done),
  /** What would go with it. */
  'jobs.parts': call(job, JobParts),
  /** Deletes a job with all its files and secrets. `busy`, or `journal-locked` while it is open elsewhere. */
  'jobs.remove': call(job, Removed),

  'steps.go': call(step, done),
  /** Probes the PBX again and shows a new plan. */
  'steps.look': call(step, done),
  /** Carries out the plan shown. */
  'steps.apply': call(step, done),
  'steps.cancel': call(step, done),
  /** Lets what runs wait after what it has in hand, or go on. */
  'steps.pause': call(step.extend({ on: z.boolean() }), done),
  /** The installer's explicit word, e.g. `activated-seen`; `note` is what they saw. */
  'steps.confirm': call(step.extend({ code: z.string().max(60), note: text }), done),
  'steps.skip': call(step.extend({ reason: text }), done),
  'steps.way': call(step.extend({ way: Way }), done),
  'steps.input': call(step.extend({ field: z.string().max(60), value: text }), done),
  /**
   * Accepts a shown warning or certificate, by domain/accept.ts, with a reason that the report keeps; where a number must be
   * typed as well (`over` of the warning), `acknowledge-differs` without it.
   */
  'steps.accept': call(
    step.extend({ code: z.string().max(400), reason: text, typed: z.string().max(20).optional() }),
    done,
  ),

  /** A typed secret on its one way in; it is never sent back except by `secrets.reveal`. */
  'secrets.put': call(secret.extend({ value: text }), SecretTaken),
  'secrets.paste': call(secret, SecretTaken),
  'secrets.generate': call(secret, SecretTaken),
  /** To the clipboard, emptied again after a minute if it still holds it. */
  'secrets.copy': call(secret, done),
  /** The installer's explicit wish to see it. */
  'secrets.reveal': call(secret, z.object({ value: z.string() })),

  'licences.table': call(job, LicenceTable),
  /** The type chosen for each of these users; null: leave as is. */
  'licences.choose': call(job.extend({ set: z.record(z.string().max(100), Choice.nullable()) }), done),
  /** Chooses, for each user of the last run, what it had before. Nothing is written by it. */
  'licences.undo': call(job, LicenceTable),
  /** The installer's own rules for suggestions; gives the suggestions they lead to. `rule-invalid` {rule, field}. */
  'licences.rules': call(job.extend({ rules: z.array(OwnRule).max(200) }), LicenceTable),
  /**
   * Writes users and types to a file in the job's folder and shows it: to be read again here, or by WMS's own import.
   * `leftOut`: users that could not be written without harm.
   */
  'licences.export': call(
    job.extend({ as: z.enum(['types', 'wms-import']), separator: z.enum([',', ';']) }),
    z.object({ path: z.string(), users: z.number(), leftOut: z.array(z.string()) }),
  ),
  /** Reads the bought and used numbers in the PBX's page, which must be shown, beside the steps. */
  'licences.numbers': call(job, LicenceTable),

  'page.current': call(nothing, PageView.nullable()),
  'page.show': call(job.extend({ target: PageView.shape.target, bounds: Bounds }), done),
  'page.bounds': call(z.object({ bounds: Bounds }), done),
  'page.act': call(z.object({ act: z.enum(['reload', 'back', 'home']) }), done),
  'page.hide': call(nothing, done),
  /** Takes the session of the PBX's page shown, on which the installer has signed in, and signs in with it. */
  'page.sign-in': call(job, done),
  /** Who has the mouse while the wizard works the PBX's page: it acts, it waits, or the installer has taken over. */
  'page.control': call(job.extend({ mode: AssistMode }), done),

  'recipes.list': call(nothing, z.array(RecipeView)),
  /** Keeps the text as the installer's own recipe of that id; `recipe-invalid` {problems} when it is none. */
  'recipes.save': call(recipe.extend({ text: z.string().max(200_000) }), z.array(RecipeView)),
  /** Back to the one that came with the app. */
  'recipes.restore': call(recipe, z.array(RecipeView)),
  /** Writes it to a file to be handed on, and shows that. */
  'recipes.export': call(recipe, z.object({ path: z.string() })),

  /** The script recipe of this computer. */
  'script.read': call(nothing, ScriptRecipeView),
  /** Keeps the text as the installer's own; `recipe-invalid` {problems} when it is none. */
  'script.save': call(z.object({ text: z.string().max(200_000) }), ScriptRecipeView),
  /** Only its command. */
  'script.command': call(z.object({ command: z.string().max(1_000) }), ScriptRecipeView),
  /** Back to the empty one. */
  'script.restore': call(nothing, ScriptRecipeView),
  /** Writes it to a file to be handed on, and shows that. */
  'script.export': call(nothing, z.object({ path: z.string() })),

  /** How a virtual PBX is deployed, by kind of host. */
  'deploy.profiles': call(nothing, z.array(DeployProfileView)),
  /** Keeps the text as the installer's own profile of that id; `recipe-invalid` {problems} when it is none. */
  'deploy.save': call(recipe.extend({ text: z.string().max(200_000) }), z.array(DeployProfileView)),
  /** Back to the one that came with the app. */
  'deploy.restore': call(recipe, z.array(DeployProfileView)),
  /** Writes it to a file to be handed on, and shows that. */
  'deploy.export': call(recipe, z.object({ path: z.string() })),
  /** Asks for the image's file in the system's own dialog and keeps its path with the job; null: none was chosen. */
  'deploy.pick': call(job, z.object({ path: z.string().nullable() })),
  /** Reads the chosen file beside the steps, with progress, and keeps its SHA-256 with the job. */
  'deploy.sum': call(job, Image),
  /** Writes the commands by this profile into the job's folder as a script, and shows that. `input-missing` {field} where one is. */
  'deploy.script': call(job.extend({ profile: z.string().max(40) }), z.object({ path: z.string() })),

  /** What the terminal of this job shows so far; from here on the event `terminal` brings the rest. */
  'terminal.open': call(job, TerminalPiece),
  /** So many signs of what came were drawn: more may come. */
  'terminal.drawn': call(job.extend({ signs: z.number().int().nonnegative() }), done),
  /** Keys as they are pressed; into the terminal and nowhere else. */
  'terminal.type': call(job.extend({ keys: text }), done),
  'terminal.resize': call(
    job.extend({ cols: z.number().int().min(2).max(1_000), rows: z.number().int().min(2).max(500) }),
    done,
  ),
  /** The installer's answer to what the script asks. */
  'terminal.answer': call(job.extend({ prompt: z.number().int(), answer: text, secret: z.boolean() }), done),
  /** Sends the answer that is shown for this prompt, or leaves it to the installer. */
  'terminal.decide': call(job.extend({ prompt: z.number().int(), send: z.boolean() }), done),

  'report.read': call(job, JobState),
  'report.open': call(job.extend({ what: z.enum(['pdf', 'json', 'folder']) }), done),

  'practice.presets': call(nothing, z.array(PracticePreset)),
  'practice.start': call(z.object({ preset: z.string().max(60) }), PracticeView),
  'practice.stop': call(nothing, done),
  'practice.current': call(nothing, PracticeView.nullable()),

  /** Reads the PBX's users beside the steps, so that what to order can be computed: `licences.table` has them then. */
  'portal.users': call(job, done),
  /** A calendar entry for when a change that the calendar forbids today can be made; written to a file, and shown. */
  'portal.come-back': call(job, z.object({ path: z.string() })),

  /** The list before the work, run again beside the steps; its lines stand in the job's facts. */
  'preflight.run': call(job, done),
  'vendor.hosts': call(nothing, z.array(VendorHost)),
  /** One host a line; `{name}` stands for the PBX's name. */
  'vendor.edit': call(z.object({ hosts: z.array(z.string().max(260)).max(50) }), z.array(VendorHost)),
  /** The only thing that ever contacts the vendor's hosts. */
  'vendor.check': call(job, done),

  /** The address that new hardware has at LAN1, as this computer remembers it; empty: it does not. */
  'hardware.address': call(nothing, z.object({ address: z.string() })),
  /** `address-invalid` for one that is none; an empty one is forgotten. */
  'hardware.remember': call(z.object({ address: z.string().max(260) }), z.object({ address: z.string() })),

  /** Networks of this computer that could be searched; contacts nothing. */
  'find.networks': call(nothing, z.array(Network)),
  /** Hosts and ranges as typed; left out: the networks of this computer. */
  'find.run': call(job.extend({ addresses: z.array(z.string().max(260)).max(4_096).optional() }), SearchView),

  /** Finished jobs of the same customer, PBX name or serial, newest first. */
  'rma.jobs': call(job, z.array(EarlierJobView)),
  /** Takes what the report of an earlier job (its JSON) tells of the old PBX; `report-file-invalid` where it is none,
   * `report-file-practice` and `report-file-customer` where one job is practice and the other is not. */
  'rma.report-file': call(job.extend({ text: z.string().max(20_000_000) }), done),
  /**
   * Writes the job into a file to be handed over, and shows that. `types`: a CSV text, or those chosen in this job. `back`: with
   * the report and the state of each step, for the office. `handover-types-unread`: no types can be read from the text.
   */
  'handover.export': call(
    job.extend({
      types: z.union([HandedTypes, z.literal('chosen')]).nullable(),
      recipes: z.boolean(),
      back: z.boolean(),
    }),
    z.object({ path: z.string() }),
  ),
  /** What a file says; takes nothing of it. `handover-…` where it cannot be read. */
  'handover.look': call(handed, HandOverView),
  /** Makes a job of it, with the recipes of these ids; those not named stay as they are here. */
  'handover.take': call(handed.extend({ theirs: z.array(z.string().max(40)).max(101) }), job),
  /** Keeps the report of a file that came back: with the job it belongs to where that is here. Gives where it is found. */
  'handover.keep': call(handed, z.object({ origin: JobId, attached: z.boolean() })),
  /** The report that came back last for this job. */
  'handover.report': call(z.object({ origin: JobId }), JobState),
  /** The types per user that came with the job. */
  'handover.types': call(job, HandedTypes.nullable()),

  'templates.list': call(nothing, z.array(TemplateView)),
  /** Keeps what of this job is the same for every customer; one of the same name is replaced. Writes a file, and shows it. */
  'templates.save': call(job.extend({ name: z.string().trim().min(1).max(120) }), z.array(TemplateView)),
  /** Keeps the template of a file. */
  'templates.keep': call(handed, z.array(TemplateView)),
  /** A new job with what the template says. */
  'templates.start': call(template.extend({ kind: JobKind }), job),
  'templates.remove': call(template, z.array(TemplateView)),

  'tour.read': call(nothing, TourView),
  /** It was begun with this job; null: not wanted. Either way it is not offered again by itself. */
  'tour.answer': call(z.object({ job: JobId.nullable() }), TourView),
  /** Shows its notes in this job, or no longer. */
  'tour.notes': call(job.extend({ on: z.boolean() }), TourView),

  'profile.save': call(job, SavedProfile),
  'profile.show': call(z.object({ name: ProfileName }), done),
} as const;

/** State sent up, without being asked. */
export const events = {
  job: JobView,
  jobs: z.array(JobSummary),
  practice: PracticeView.nullable(),
  page: PageView.nullable(),
  terminal: TerminalPiece,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Arg<N extends CallName> = z.infer<Calls[N]['arg']>;
export type Answer<N extends CallName> = z.infer<Calls[N]['answer']>;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventOf<N extends EventName> = z.infer<Events[N]>;
