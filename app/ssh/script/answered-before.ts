import { decide, placeIn, type Answered, type Known, type Stopped } from '../../domain/script-prompt';

/**
 * What was answered before this line to the script: a prompt for a secret that is not the last line any more was answered by
 * somebody. So a secret that was sent is not sent again by who comes back, nor goes on what had stopped.
 *
 * @param shown all that the script has printed so far, as `PlainText` gives it
 */
export function answeredBefore(
  shown: string,
  { recipe, secrets }: Pick<Known, 'recipe' | 'secrets'>,
): { answered: Answered[]; stopped: Stopped | null } {
  const answered: Answered[] = [];
  let stopped: Stopped | null = null;
  for (const line of shown.split(/\r?\n|\r/).slice(0, -1)) {
    const prompt = line.trim();
    if (prompt === '') continue;
    const decision = decide(prompt, { recipe, secrets, choices: {}, answered });
    if (decision.act === 'stop') stopped ??= decision.why;
    if (decision.act === 'answer' && 'secret' in decision.typed)
      answered.push({ prompt, secret: decision.typed.secret, place: placeIn(recipe, prompt) });
  }
  return { answered, stopped };
}
