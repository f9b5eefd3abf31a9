/*
 * Tells whether a text can keep a regular expression busy for ever. A backtracking matcher tries every way of reading a
 * text, so the question is how many ways there are. The pattern becomes an automaton of its characters: two ways round
 * one loop on one text make their number exponential; a way from one loop into another on one text, behind which the
 * match may still fail, makes it polynomial (Weideman et al., "Analyzing Matching Time Behavior of Backtracking Regular
 * Expression Matchers by Using Ambiguity of NFA", 2016). It errs towards finding: {2,5} counts as a loop, and of the
 * characters outside Latin-1 it tries those that a pattern names and their neighbours.
 */

export type Slowness = "exponential" | "polynomial" | null;

export function slownessOf(pattern: string, flags: string): Slowness {
  const found = new Reading(pattern, flags).automata().map((automaton) => slownessIn(automaton));
  return found.find((s) => s === "exponential") ?? found.find((s) => s === "polynomial") ?? null;
}

/** `reads`: the source of one character or class. `fails`: an assertion. `starts`: it holds where nothing was read yet. */
type State = { next: number[]; reads?: string; fails?: true; starts?: true };
type Part = { first: number; last: number };
type Automaton = { states: State[]; start: number; end: number; masks: bigint[] };

const quantifierForm = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/;
const groupForm = /^\((?:\?(?::|<[A-Za-z]\w*>|(<?[=!])))?/;
const assertionForm = /^(?:[\^$]|\\[bB])/;
const characterForm =
  /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\[\s\S]|[\s\S])/u;

/** Reads a pattern into states; what a lookaround looks at is an automaton of its own. */
class Reading {
  private readonly states: State[] = [];
  private readonly looks: Part[] = [];
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly flags: string,
  ) {}

  automata(): Automaton[] {
    const whole = this.alternatives();
    if (this.at < this.pattern.length) throw this.misunderstood();
    // A search begins anywhere, as if any text stood before the match.
    const before = this.flags.includes("y")
      ? this.state({})
      : this.loop(this.state({ reads: "[\\s\\S]" }), true);
    const parts = [this.sequence([before, whole]), ...this.looks];
    const masks = this.states.map(({ reads }) => (reads === undefined ? 0n : this.maskOf(reads)));
    return parts.map(({ first, last }) => ({ states: this.states, start: first, end: last, masks }));
  }

  private alternatives(): Part {
    const ways: Part[] = [];
    do {
      const terms = [this.state({})];
      while (this.at < this.pattern.length && !/[|)]/.test(this.pattern.charAt(this.at)))
        terms.push(this.term());
      ways.push(this.sequence(terms));
    } while (this.takes("|"));
    const [{ first }, { last }] = [this.state({}), this.state({})];
    for (const way of ways) {
      this.link(first, way.first);
      this.link(way.last, last);
    }
    return { first, last };
  }

  private term(): Part {
    const part = this.atom();
    const [whole = "", least, comma, most] = quantifierForm.exec(this.pattern.slice(this.at)) ?? [];
    this.at += whole.length;
    const sign = whole.charAt(0);
    if (sign === "") return part;
    const isLoop =
      sign === "*" ||
      sign === "+" ||
      (sign === "{" && !["0", "1"].includes(comma ? (most ?? "") : (least ?? "")));
    const mayMiss = sign === "*" || sign === "?" || least === "0";
    return isLoop ? this.loop(part, mayMiss) : mayMiss ? this.optional(part) : part;
  }

  private atom(): Part {
    const rest = this.pattern.slice(this.at);
    const [group, look] = groupForm.exec(rest) ?? [];
    if (group) {
      this.at += group.length;
      const inside = this.alternatives();
      if (!this.takes(")")) throw this.misunderstood();
      if (!look) return inside;
      this.looks.push(inside);
      return this.state({ fails: true });
    }
    const [assertion] = assertionForm.exec(rest) ?? [];
    if (assertion) {
      this.at += assertion.length;
      return this.state(assertion === "^" && !this.flags.includes("m") ? { starts: true } : { fails: true });
    }
    const [reads] = characterForm.exec(rest) ?? [];
    // What refers back is no automaton.
    if (!reads || /^\\[1-9k]/.test(reads)) throw this.misunderstood();
    this.at += reads.length;
    return this.state({ reads });
  }

  private sequence(parts: Part[]): Part {
    for (const [i, part] of parts.entries()) {
      const before = parts[i - 1];
      if (before) this.link(before.last, part.first);
    }
    return { first: parts[0]?.first ?? 0, last: parts.at(-1)?.last ?? 0 };
  }

  private loop(part: Part, mayMiss: boolean): Part {
    const around = mayMiss ? this.optional(part) : this.sequence([this.state({}), part, this.state({})]);
    this.link(part.last, part.first);
    return around;
  }

  private optional(part: Part): Part {
    const around = this.sequence([this.state({}), part, this.state({})]);
    this.link(around.first, around.last);
    return around;
  }

  private state(state: Omit<State, "next">): Part {
    const only = this.states.push({ ...state, next: [] }) - 1;
    return { first: only, last: only };
  }

  private link(from: number, to: number) {
    this.states[from]?.next.push(to);
  }

  private takes(sign: string): boolean {
    if (this.pattern.charAt(this.at) !== sign) return false;
    this.at++;
    return true;
  }

  private misunderstood() {
    return new Error(`/${this.pattern}/${this.flags} is not understood from ${this.at} on`);
  }

  private alphabet: string[] | undefined;

  /** Which characters of the alphabet it reads, one bit each. */
  private maskOf(reads: string): bigint {
    this.alphabet ??= alphabetOf(this.pattern);
    const one = new RegExp(`^(?:${reads})$`, this.flags.replace(/[gmy]/g, ""));
    return this.alphabet.reduce(
      (mask, char, bit) => (one.test(char) ? mask | (1n << BigInt(bit)) : mask),
      0n,
    );
  }
}

function alphabetOf(pattern: string): string[] {
  const escaped = [...pattern.matchAll(/\\u\{?([\da-fA-F]+)/g)].map(([, hex = ""]) =>
    Number.parseInt(hex, 16),
  );
  const named = [...escaped, ...[...pattern].map((char) => char.codePointAt(0) ?? 0)];
  const others = [0x130, 0x200b, 0x2028, 0x3000, 0x3a9, 0x6f22, 0xfeff, 0x1f600];
  const codes = [...Array(256).keys(), ...others, ...named.flatMap((code) => [code - 1, code, code + 1])];
  const isOne = (code: number) => code >= 0 && code <= 0x10ffff;
  return [...new Set(codes.filter(isOne))].map((code) => String.fromCodePoint(code));
}

type Step = { to: number; ways: number };

function slownessIn(automaton: Automaton): Slowness {
  const { states, start, masks } = automaton;
  const steps = states.map((_, from) => (masks[from] ? stepsFrom(automaton, from) : []));
  const next = (from: number) => (steps[from] ?? []).map(({ to }) => to);
  const reachable = reachedFrom([...stepsFrom(automaton, start, true).map(({ to }) => to)], next);
  const looping = [...reachable].filter((state) => reachedFrom(next(state), next).has(state));
  const together = (...tuple: number[]) =>
    tuple.reduce((mask, state) => mask & (masks[state] ?? 0n), -1n) !== 0n;

  const twice = (state: number) =>
    (steps[state] ?? []).some(({ to, ways }) => ways > 1 && reachedFrom([to], next).has(state));
  const pairs = (pair: string) => tuplesAfter(pair, next, together);
  const parts = (state: number) =>
    [...reachedFrom(pairs(`${state},${state}`), pairs)]
      .filter((pair) => new Set(pair.split(",")).size > 1)
      .some((pair) => reachedFrom(pairs(pair), pairs).has(`${state},${state}`));
  if (looping.some((state) => twice(state) || parts(state))) return "exponential";

  const triples = (triple: string) => tuplesAfter(triple, next, together);
  const isPassed = (one: number, other: number) =>
    one !== other &&
    !endsAt(automaton, other) &&
    reachedFrom(triples(`${one},${one},${other}`), triples).has(`${one},${other},${other}`);
  return looping.some((one) => looping.some((other) => isPassed(one, other))) ? "polynomial" : null;
}

/** The characters that may come next, and in how many ways at most two. */
function stepsFrom({ states, masks, end }: Automaton, from: number, isStart = false): Step[] {
  const ways = new Map<number, number>();
  const walk = (at: number, passed: readonly number[]) => {
    for (const to of states[at]?.next ?? []) {
      if (masks[to]) ways.set(to, Math.min(2, (ways.get(to) ?? 0) + 1));
      else if (!passed.includes(to) && to !== end && (isStart || !states[to]?.starts))
        walk(to, [...passed, to]);
    }
  };
  if (isStart && masks[from]) return [{ to: from, ways: 1 }];
  walk(from, [from]);
  return [...ways].map(([to, count]) => ({ to, ways: count }));
}

/** Whether the match may end behind a state, whatever comes then: nothing is tried again after a success. */
function endsAt({ states, masks, end }: Automaton, from: number): boolean {
  const passes = (at: number) =>
    (states[at]?.next ?? []).filter((to) => !masks[to] && !states[to]?.fails && !states[to]?.starts);
  return reachedFrom(passes(from), passes).has(end);
}

function tuplesAfter(
  tuple: string,
  next: (state: number) => number[],
  together: (...tuple: number[]) => boolean,
): string[] {
  return tuple
    .split(",")
    .map((state) => next(Number(state)))
    .reduce<number[][]>((tuples, states) => tuples.flatMap((t) => states.map((s) => [...t, s])), [[]])
    .filter((t) => together(...t))
    .map((t) => t.join(","));
}

function reachedFrom<T>(first: T[], next: (at: T) => T[]): Set<T> {
  const reached = new Set(first);
  for (const at of reached) for (const to of next(at)) reached.add(to);
  return reached;
}
