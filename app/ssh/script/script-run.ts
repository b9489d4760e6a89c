import { Failure, toWizardError } from '../../domain/failure';
import { asksForSecret, decide, placeIn, type Stopped, type Typed } from '../../domain/script-prompt';
import type { ForPerson } from '../../domain/script-prompt';
import { ScriptSecret } from '../../domain/script-recipe';
import type {
  ScriptEnd,
  ScriptMemory,
  ScriptRun,
  ScriptRunOptions,
  ScriptState,
  SshEnded,
  SshTerminal,
} from '../../procedure/ports';
import { PlainText } from '../expect/plain-text';
import { PromptWatch, type SeenPrompt } from '../expect/prompt-watch';
import { Shown } from '../expect/shown';
import { Stillness } from '../expect/stillness';
import { Mask } from '../transcript/mask';
import { EndWords } from './end-words';
import { MaskedOutput } from './masked-output';
import { isReply, TypedLine } from './typed-line';

/** Lines above a prompt that are shown with it. */
const linesBefore = 5;
/** A line that only looks like a question because more of it is under way is not put before the person, in milliseconds. */
const settleMs = 60;

const unseen = /[\u0000-\u001f\u007f-\u009f]/;

/** The secrets that can be typed, and all that must not be seen. */
interface Known {
  secrets: ReadonlyMap<ScriptSecret, string>;
  hidden: readonly string[];
}

/** Watches a script in a terminal; see {@link ScriptRun}. */
export async function runScript(
  terminal: SshTerminal,
  options: ScriptRunOptions,
  signal: AbortSignal,
): Promise<ScriptRun> {
  const secrets = new Map<ScriptSecret, string>();
  const hidden: string[] = [];
  for (const name of ScriptSecret.options) {
    const value = await options.secret(name);
    if (!value) continue;
    hidden.push(value);
    // One that is more than a line would press keys of its own.
    if (!unseen.test(value)) secrets.set(name, value);
  }
  hidden.push(...(options.hidden ?? []));
  return new Run(terminal, options, { secrets, hidden }, signal);
}

class Run implements ScriptRun {
  readonly ended: Promise<ScriptEnd>;
  private now: ScriptState = { phase: 'running' };
  /** The same as others may see it. */
  private told: ScriptState = this.now;
  private readonly secrets: Known['secrets'];
  private readonly screen: MaskedOutput;
  private readonly plain = new PlainText();
  private readonly shown = new Shown();
  private readonly watch: PromptWatch;
  private readonly asking: Stillness;
  private readonly endWords: EndWords;
  private readonly typed = new TypedLine();
  private readonly memory: ScriptMemory;
  /** Counts the prompts: an answer is for one and no other. */
  private id = 0;
  private readonly holds = new Set<'transcript' | 'window'>();
  private readonly over = new AbortController();
  private prompt: SeenPrompt | null = null;
  private toAsk: ScriptState = this.now;
  private closed = false;
  /** A line was typed that nothing had asked for. */
  private ahead = false;
  /** The line on which the last answer was given: it takes no second one. */
  private answeredOn = -1;
  /** What is to be noted after the output in hand; null: at once. */
  private notes: string[] | null = null;
  /** The line on which the person began to type. */
  private typingOn = { count: -1, line: '' };

  constructor(
    private readonly terminal: SshTerminal,
    private readonly options: ScriptRunOptions,
    { secrets, hidden }: Known,
    signal: AbortSignal,
  ) {
    const { clock, transcript, recipe, onOutput } = options;
    this.secrets = secrets;
    this.memory = options.memory ?? { answered: [], stopped: false, hidden: [] };
    this.screen = new MaskedOutput(onOutput, clock, this.over.signal);
    for (const value of new Set([...this.memory.hidden, ...hidden])) this.hide(value);
    this.endWords = new EndWords(recipe);
    this.asking = new Stillness(clock, settleMs, this.over.signal, () => this.tell(this.toAsk));
    this.watch = new PromptWatch(this.shown, {
      clock,
      settleMs,
      knows: (line) => placeIn(recipe, line) !== null,
      onPrompt: (prompt) => this.meet(prompt),
      onGone: () => this.gone(),
    });
    transcript.onDrain = () => this.release('transcript');
    signal.addEventListener('abort', () => this.end(), { signal: this.over.signal });
    this.ended = terminal.ended.then(
      (ended) => this.finish(ended),
      (error: unknown) => this.lose(error),
    );
    this.ended.catch(() => undefined); // told to whoever waits
    if (signal.aborted) this.end();
    terminal.onData((bytes) => this.take(bytes));
  }

  state(): ScriptState {
    return this.told;
  }

  answer(text: string, secret = false, id?: number): boolean {
    if (this.isOther(id)) return false;
    if (unseen.test(text)) throw new Failure('bad-request', undefined, 'an answer of more than one line');
    const prompt = this.promptText();
    if (secret || asksForSecret(prompt)) this.hide(text);
    this.terminal.write(`${text}\r`);
    this.ahead = this.asksNothing(prompt);
    this.settled(prompt, text, null);
    // What it was stands in the output, if it may be seen at all: nobody knows before the terminal has echoed it.
    this.note('answered by the person');
    return true;
  }

  approve(id?: number): boolean {
    if (this.now.phase !== 'about-to-answer' || this.isOther(id)) return false;
    this.send(this.now.prompt, this.now.answer);
    return true;
  }

  decline(id?: number): void {
    if (this.now.phase === 'about-to-answer' && !this.isOther(id))
      this.askPerson(this.now.prompt, 'declined');
  }

  private isOther(id: number | undefined): boolean {
    return id !== undefined && (!('id' in this.now) || this.now.id !== id);
  }

  type(keys: string): void {
    if (isReply(keys)) {
      this.terminal.write(keys);
      return;
    }
    if (!this.typed.open) this.typingOn = { count: this.shown.count, line: this.shown.line };
    this.decline();
    this.terminal.write(keys);
    const prompt = this.promptText();
    // Of a pasted text only the first line can be meant for what stands there.
    for (const [place, line] of this.typed.press(keys).entries()) this.entered(prompt, line, place > 0);
  }

  resize(cols: number, rows: number): void {
    this.terminal.resize(cols, rows);
  }

  pause(): void {
    this.hold('window');
  }

  resume(): void {
    this.release('window');
  }

  end(): void {
    this.over.abort();
    this.watch.end();
    this.terminal.end();
    // What is not read has no end.
    this.release('window');
  }

  private take(bytes: Uint8Array): void {
    // Of a lost line something may still be on its way through.
    if (this.closed) return;
    this.screen.push(bytes);
    const text = this.plain.push(bytes);
    this.shown.add(text);
    // An answer goes out before anything is written down; what is noted about it comes after what it answers.
    this.notes = [];
    this.watch.look();
    if (!this.options.transcript.add(text)) this.hold('transcript');
    for (const note of this.notes) this.options.transcript.note(note);
    this.notes = null;
    this.endWords.look(text);
  }

  /** From here on neither the screen nor the transcript has it, nor those of another line to the same script. */
  private hide(value: string): void {
    if (!this.memory.hidden.includes(value)) this.memory.hidden.push(value);
    this.screen.secret(value);
    this.options.transcript.secret(value);
  }

  private note(text: string): void {
    if (this.notes) this.notes.push(text);
    else this.options.transcript.note(text);
  }

  /** A prompt stands there. */
  private meet(prompt: SeenPrompt): void {
    if (this.over.signal.aborted || this.isTyping()) return;
    this.prompt = prompt;
    this.id += 1;
    if (this.typed.open || this.ahead) this.askPerson(prompt.text, 'typed-ahead');
    else if (this.memory.stopped) this.askPerson(prompt.text, 'stopped');
    else if (prompt.by === 'quiet') this.askPerson(prompt.text, 'unknown');
    else this.judge(prompt.text);
  }

  private judge(prompt: string): void {
    const { recipe, choices, policy } = this.options;
    const known = { recipe, choices, secrets: [...this.secrets.keys()], answered: this.memory.answered };
    const decision = decide(prompt, known);
    if (decision.act === 'person') this.askPerson(prompt, decision.why);
    else if (decision.act === 'stop') this.stop(prompt, decision.why);
    else if (policy === 'run') this.send(prompt, decision.typed);
    else
      this.tell({
        phase: 'about-to-answer',
        id: this.id,
        prompt,
        before: this.shown.before(linesBefore),
        answer: decision.typed,
        why: decision.why,
      });
  }

  private askPerson(prompt: string, why: ForPerson): void {
    const before = this.shown.before(linesBefore);
    this.toAsk = { phase: 'asks-person', id: this.id, prompt, before, why, hidden: asksForSecret(prompt) };
    if (this.now.phase === 'running' && this.prompt?.by === 'form') this.asking.stir();
    else this.tell(this.toAsk);
  }

  private stop(prompt: string, why: Stopped): void {
    this.memory.stopped = true;
    this.note(`nothing more is answered by the wizard: ${why}`);
    const before = this.shown.before(linesBefore);
    this.tell({
      phase: 'stopped-automation',
      id: this.id,
      prompt,
      before,
      why,
      hidden: asksForSecret(prompt),
    });
  }

  private send(prompt: string, typed: Typed): void {
    const text = 'secret' in typed ? this.secrets.get(typed.secret) : typed.text;
    if (text === undefined) return;
    this.terminal.write(`${text}\r`);
    this.settled(prompt, text, 'secret' in typed ? typed.secret : null);
    const shown = 'secret' in typed ? `‹${typed.secret}›` : typed.text || '(Enter)';
    this.note(`answered by the wizard: ${shown}`);
  }

  /** The prompt is answered, with this and Enter. */
  private settled(prompt: string, text: string, secret: ScriptSecret | null, line = this.shown.line): void {
    this.memory.answered.push({ prompt, secret, place: placeIn(this.options.recipe, prompt) });
    this.answeredOn = this.shown.count;
    this.watch.answered(text, line);
    this.gone();
  }

  /**
   * The person pressed Enter. Where nothing was asked, or what was asked has its answer, who knows which prompt will take it.
   * @param further there was a line before it in the same press
   */
  private entered(prompt: string, text: string, further: boolean): void {
    const { count, line } = this.typingOn;
    if (asksForSecret(prompt)) this.hide(text);
    this.ahead = further || this.asksNothing(prompt);
    if (!this.ahead) this.settled(prompt, text, null, count === this.shown.count ? line : this.shown.line);
    this.note('a line was typed by hand');
  }

  /** Nothing stands there, or only what was answered already: a second Enter, pressed before the script went on. */
  private asksNothing(prompt: string): boolean {
    return prompt === '' || (this.prompt === null && this.shown.count === this.answeredOn);
  }

  /** What the person is about to answer, whether or not it was told to be a prompt. */
  private promptText(): string {
    const begun = this.typed.open && this.typingOn.count === this.shown.count;
    return this.prompt?.text ?? (begun ? this.typingOn.line : this.shown.line).trim();
  }

  /** On the line that stands there; its echo is no other prompt. */
  private isTyping(): boolean {
    return this.typed.open && this.typingOn.count === this.shown.count && this.typingOn.line !== '';
  }

  private gone(): void {
    if (this.isTyping()) return;
    this.asking.cancel();
    this.prompt = null;
    this.tell({ phase: 'running' });
  }

  private tell(state: ScriptState): void {
    if (state.phase === 'running' && this.now.phase === 'running') return;
    this.now = state;
    this.told = this.masked(state);
    this.options.onState(this.told);
  }

  /** What was echoed may stand in a prompt or above it. What is decided is decided by the text as it is. */
  private masked(state: ScriptState): ScriptState {
    if (!('prompt' in state)) return state;
    const once = (text: string): string => {
      const mask = new Mask();
      for (const value of this.memory.hidden) mask.add(value);
      return mask.push(text) + mask.end();
    };
    return { ...state, prompt: once(state.prompt), before: once(state.before) };
  }

  private hold(by: 'transcript' | 'window'): void {
    if (this.holds.size === 0) this.terminal.pause();
    this.holds.add(by);
  }

  private release(by: 'transcript' | 'window'): void {
    if (this.holds.delete(by) && this.holds.size === 0) this.terminal.resume();
  }

  private async finish(ended: SshEnded): Promise<ScriptEnd> {
    const { exit, signal } = ended;
    await this.close(`ended ${exit === null ? `by ${signal ?? 'hanging up'}` : `with ${String(exit)}`}`);
    const end = { ...ended, said: this.endWords.said() };
    this.tell({ phase: 'ended', ...end });
    return end;
  }

  private async lose(error: unknown): Promise<never> {
    const told = toWizardError(error);
    await this.close(`the connection was lost: ${told.code}`);
    this.tell({ phase: 'lost', error: told });
    throw error;
  }

  private async close(note: string): Promise<void> {
    this.closed = true;
    this.screen.flush();
    this.over.abort();
    this.watch.end();
    this.asking.cancel();
    this.options.transcript.note(note);
    await this.options.transcript.end();
  }
}
