/**
 * A command line as a shell reads it, as far as this one goes: commands apart by `;`, words apart by blanks, single and double
 * quotes and the backslash. Null where a quote is not closed.
 */
export function readLine(line: string): string[][] | null {
  const commands: string[][] = [[]];
  let word: string | null = null;
  const end = (): void => {
    if (word !== null) commands.at(-1)?.push(word);
    word = null;
  };
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === "'" || sign === '"') {
      const close = line.indexOf(sign, at + 1);
      if (close < 0) return null;
      word = (word ?? '') + line.slice(at + 1, close);
      at = close;
    } else if (sign === '\\') {
      word = (word ?? '') + line.charAt(++at);
    } else if (/\s/.test(sign)) {
      end();
    } else if (sign === ';') {
      end();
      commands.push([]);
    } else word = (word ?? '') + sign;
  }
  end();
  return commands.filter((words) => words.length > 0);
}
