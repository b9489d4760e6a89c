/** From here to there, the end not included. */
export type Range = [from: number, to: number];

interface Node {
  next: Map<number, number>;
  /** Where the longest end of what was read that also begins a word is. */
  back: number;
  depth: number;
  /** Length of the longest word that ends here; 0: none. */
  ends: number;
}

/** Finds many words in a text in one pass, and how much of its end may be the beginning of one (Aho and Corasick). */
export class Finder {
  private readonly nodes: Node[] = [{ next: new Map(), back: 0, depth: 0, ends: 0 }];
  /** Those that hold no other one: without any of these there is none at all. */
  private readonly shortest: readonly string[];
  readonly longest: number;

  /** Case does not count. */
  constructor(words: readonly string[]) {
    const all = [...new Set(words.map(small))];
    this.shortest = all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
    this.longest = Math.max(0, ...all.map(({ length }) => length));
    for (const word of all) this.add(word);
    this.link();
  }

  /** All places of all words, and the length of the end of the text that may be the beginning of a word. */
  find(text: string): { ranges: Range[]; begun: number } {
    const low = small(text);
    // Most texts hold none, which is told much faster; then only the end matters.
    const any = this.shortest.some((word) => low.includes(word));
    const ranges: Range[] = [];
    let at = 0;
    for (let place = any ? 0 : Math.max(0, low.length - this.longest); place < low.length; place++) {
      at = this.step(at, low.charCodeAt(place));
      const { ends } = this.node(at);
      if (ends > 0) ranges.push([place + 1 - ends, place + 1]);
    }
    return { ranges, begun: this.node(at).depth };
  }

  private node(at: number): Node {
    const node = this.nodes[at];
    if (!node) throw new Error('no such node');
    return node;
  }

  private step(from: number, code: number): number {
    for (let at = from; ; at = this.node(at).back) {
      const next = this.node(at).next.get(code);
      if (next !== undefined) return next;
      if (at === 0) return 0;
    }
  }

  private add(word: string): void {
    let at = 0;
    for (let place = 0; place < word.length; place++) {
      const { next, depth } = this.node(at);
      const code = word.charCodeAt(place);
      const known = next.get(code) ?? this.nodes.length;
      if (known === this.nodes.length)
        this.nodes.push({ next: new Map(), back: 0, depth: depth + 1, ends: 0 });
      next.set(code, known);
      at = known;
    }
    this.node(at).ends = word.length;
  }

  /** Nearer to the root first, since each looks at one that is nearer. */
  private link(): void {
    const queue = [0];
    for (const at of queue) {
      for (const [code, to] of this.node(at).next) {
        const node = this.node(to);
        node.back = at === 0 ? 0 : this.step(this.node(at).back, code);
        node.ends = Math.max(node.ends, this.node(node.back).ends);
        queue.push(to);
      }
    }
  }
}

/** In small letters, each at its place. */
function small(text: string): string {
  const low = text.toLowerCase();
  const same = low.length === text.length ? low : text.replace(/[\s\S]/g, smallOne);
  // The one letter that is small in two ways, by what stands beside it.
  return same.includes('ς') ? same.replaceAll('ς', 'σ') : same;
}

function smallOne(sign: string): string {
  const low = sign.toLowerCase();
  return low.length === 1 ? low : sign;
}
