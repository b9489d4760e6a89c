import { z } from 'zod';
import { shellWord } from './shell-word';

/**
 * A script recipe: how the vendor's script that moves a PBX to the cloud is started and what it asks. The vendor publishes
 * neither its name nor its prompts, so all of it is data: typed or pasted by the installer, kept for next time, handed on.
 */

/** Secrets that a script may be answered with. `admin-password` is the one of the old PBX. */
export const ScriptSecret = z.enum(['cloud-password', 'admin-password']);
export type ScriptSecret = z.infer<typeof ScriptSecret>;

const notShown = /[\u0000-\u001f\u007f-\u009f]/;
const oneLine = (text: string): boolean => !notShown.test(text);

/** Words as they stand at the end of what is shown; case and blanks aside. No pattern of any kind. */
const PromptWords = z.string().trim().min(1).max(200).refine(oneLine, 'more than one line');

/** What is typed goes out as it stands, so that nothing but the one line end after it can press a key. */
const TypedText = z.string().max(200).refine(oneLine, 'more than one line');

/** What a prompt is answered with. */
export const ScriptAnswer = z.union([
  z.strictObject({ secret: ScriptSecret }),
  /** Empty: just Enter. */
  z.strictObject({ text: TypedText }),
  /** Always for the person. */
  z.strictObject({ ask: z.literal(true) }),
  /** Yes or no, as the installer chose for this kind of data. */
  z.strictObject({ kind: z.string().trim().min(1).max(60) }),
]);
export type ScriptAnswer = z.infer<typeof ScriptAnswer>;

export const ScriptPrompt = z.strictObject({
  /** Any of these ends the prompt. */
  words: z.array(PromptWords).min(1).max(20),
  answer: ScriptAnswer,
  /** How often it may come in one run. */
  times: z.number().int().min(1).max(100).default(1),
});
export type ScriptPrompt = z.infer<typeof ScriptPrompt>;

/** Words that tell in the output how it ended, besides the exit code. */
const EndWords = z.array(PromptWords).max(20).optional();

export const ScriptRecipe = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  title: z.string().trim().min(1).max(120),
  /** Where the words come from, for whoever has to judge them. */
  source: z.string().max(2_000),
  /** One line for the shell of the old PBX; `{cloud}` is the address of the cloud PBX. Empty: not known yet. */
  command: z.string().trim().max(1_000).refine(oneLine, 'more than one line'),
  prompts: z.array(ScriptPrompt).max(100),
  /** What yes and no are called where the prompt itself offers nothing. */
  yes: TypedText.min(1).default('yes'),
  no: TypedText.min(1).default('no'),
  done: EndWords,
  failed: EndWords,
});
export type ScriptRecipe = z.infer<typeof ScriptRecipe>;

/** What the app comes with: nothing, since nothing is published. */
export const emptyScriptRecipe: ScriptRecipe = {
  id: 'move-to-cloud',
  title: 'Move to the cloud',
  source:
    'The vendor does not publish the name, path, arguments or prompts of the script. Take the command from the chapter ' +
    '"Migrate PBX to Cloud" of the vendor\'s guide (wildix.atlassian.net/wiki/x/7BXOAQ) and put it in here. Its prompts may ' +
    'be added when they are known; until then each one that is not plain goes to you.',
  command: '',
  prompts: [],
  yes: 'yes',
  no: 'no',
};

/** The command ready for a shell, the address of the cloud PBX as one word in it; null: not known yet. */
export function commandOf({ command }: Pick<ScriptRecipe, 'command'>, cloud: string): string | null {
  return command === '' ? null : command.split('{cloud}').join(shellWord(cloud));
}

/** A text as words are compared: small letters, one form of each letter, blanks squeezed. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
