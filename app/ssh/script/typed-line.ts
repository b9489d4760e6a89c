/** What a terminal sends by itself: where its cursor is, what it is, that its window was left. Nobody typed it. */
const replies =
  /^(?:\u001b\[(?:[?>]?[\d;]*(?:[Rcn]|\$y)|[IO])|\u001b[\]P][^\u0007\u001b]*(?:\u0007|\u001b\\))+$/;

export function isReply(keys: string): boolean {
  return replies.test(keys);
}

/** Keys that are no letters, and what a terminal puts around a text that is pasted. */
const sequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])/g;

/** The line a person is typing, from the keys that were pressed; nobody tells what the other side makes of them. */
export class TypedLine {
  /** What was typed since the last Enter. */
  text = '';
  /** Something was pressed since then, though nothing of it may be left. */
  open = false;

  /** @returns the lines that Enter ended, in order */
  press(keys: string): string[] {
    const ended: string[] = [];
    const signs = keys.replace(sequence, '');
    this.open ||= signs !== keys;
    for (const key of signs) {
      if (key === '\r' || key === '\n') {
        ended.push(this.text);
        this.clear();
      } else this.add(key);
    }
    return ended;
  }

  private add(key: string): void {
    // Ctrl-C, Ctrl-D, Ctrl-U: the line is given up.
    if ('\u0003\u0004\u0015'.includes(key)) this.clear();
    else {
      this.open = true;
      if (key === '\u007f' || key === '\b') this.text = this.text.slice(0, -1);
      else if (key >= ' ') this.text += key;
    }
  }

  private clear(): void {
    this.text = '';
    this.open = false;
  }
}
