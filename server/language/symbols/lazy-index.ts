// The named templates of a release of which few texts were read: whoever asks for a name has the texts read that hold the
// name, since a large release takes longer to be read than a first request should wait. Once nearly all are read, the
// index that knows them all takes over; both say the same.

import type { TemplateView } from '../documents/template.ts';
import { fileMayDefine, fileMayName, fileMayWrite, mayComputeNames, mayWrite } from '../documents/written-words.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { usesOf } from './calls.ts';
import type { ChartTree } from './charts.ts';
import { type Computed, computedCalls } from './computed-names.ts';
import {
  type CandidateFile,
  candidateFiles,
  type Embedded,
  embeddedAt,
  mayHoldTemplate,
  type StringTemplate,
  stringsIn,
  viewsInCandidate,
} from './embedded.ts';
import { namesOf } from './occurrences/names.ts';
import {
  type CallSite,
  cached,
  callsIn,
  givenTo,
  knownUsesOf,
  lazily,
  type Part,
  partOfFile,
  sitesIn,
  type TemplateIndex,
  type TemplateSite,
  winnerFirst,
} from './template-index.ts';

/** An index, and the templates inside other texts of its release. */
export interface WholeIndex {
  readonly index: TemplateIndex;
  readonly embedded: readonly Embedded[];
}

/** So few unread texts are no reason to wait with the others. */
const MOST_UNREAD = 8;

export class ReleaseIndex {
  readonly #snapshot: Snapshot;
  readonly #tree: ChartTree;
  readonly #listParts: () => readonly Part[];
  readonly #build: () => WholeIndex;
  readonly #candidates: () => readonly CandidateFile[];
  readonly #computing: () => readonly Part[];
  readonly #writing = new Map<string, Writing>();
  #whole: WholeIndex | undefined;
  #index: TemplateIndex | undefined;

  /** `parts` are the release's templates; `build` has all of them read. */
  constructor(snapshot: Snapshot, tree: ChartTree, parts: () => readonly Part[], build: () => WholeIndex) {
    this.#snapshot = snapshot;
    this.#tree = tree;
    this.#listParts = parts;
    this.#build = build;
    this.#candidates = lazily(() => candidateFiles(tree));
    this.#computing = lazily(() => this.#parts.filter(mayCompute));
  }

  /** Made when it is asked for: most words of a file's own text need none, and after each key it is another one. */
  get index(): TemplateIndex {
    return (this.#index ??= this.#wholeIfRead()?.index ?? this.#lazyIndex());
  }

  /** All templates inside other texts. */
  embedded(): readonly Embedded[] {
    return this.#all().embedded;
  }

  /** Of these all that write the word, and maybe others. */
  embeddedWith(word: string): readonly Embedded[] {
    const whole = this.#wholeIfRead();
    if (whole) return whole.embedded;
    if (this.#isInTexts(fileMayWrite, word, (view) => namesOf(view, word).length > 0)) return this.#all().embedded;
    const holders = this.#parts.filter((part) => {
      const known = knownUsesOf(part);
      return known ? known.tpls.length > 0 : fileMayWrite(part.file, word);
    });
    return holders.flatMap((part) => stringsIn(this.#snapshot, part)).map(({ one }) => one);
  }

  /** Those that stand in the file. */
  embeddedOf(file: FileText): readonly Embedded[] {
    const part = this.#whole ? undefined : partOfFile(this.#snapshot, this.#tree, file);
    if (part === undefined) return this.#all().embedded.filter(({ host }) => host === file);
    return file.text.includes('tpl') ? stringsIn(this.#snapshot, part).map(({ one }) => one) : [];
  }

  /** The one in the file whose action holds the offset. */
  embeddedAt(file: FileText, offset: number): Embedded | undefined {
    const part = this.#whole ? undefined : partOfFile(this.#snapshot, this.#tree, file);
    if (part) {
      const strings = file.text.includes('tpl') ? stringsIn(this.#snapshot, part) : [];
      return embeddedAt(
        strings.map(({ one }) => one),
        file,
        offset,
      );
    }
    return mayHoldTemplate(this.#tree, file, offset) ? embeddedAt(this.#all().embedded, file, offset) : undefined;
  }

  get #parts(): readonly Part[] {
    return this.#listParts();
  }

  #all(): WholeIndex {
    return (this.#whole ??= this.#build());
  }

  #wholeIfRead(): WholeIndex | undefined {
    if (this.#whole) return this.#whole;
    let unread = 0;
    for (const part of this.#parts) if (knownUsesOf(part) === undefined && ++unread > MOST_UNREAD) return undefined;
    return this.#all();
  }

  #lazyIndex(): TemplateIndex {
    const sites = new Map<string, readonly TemplateSite[]>();
    const calls = new Map<string, readonly CallSite[]>();
    const given = new Map<string, ReturnType<TemplateIndex['givenTo']>>();
    // What computes names is reached by names that are written out.
    const written = new Map<string, ReturnType<TemplateIndex['givenTo']>>();
    const computed = lazily(() => {
      const index = {
        givenTo: (name: string) => cached(written, name, () => givenTo(this.#partsWith(name), name, [])),
      };
      return computedCalls(this.#tree, index, this.#computing());
    });
    const isOpen = lazily(() => this.#isOpen(computed()));
    const others = (name: string) => computed().named.get(name) ?? [];
    const callsOf = (name: string) =>
      this.#whole?.index.callsOf(name) ??
      cached(calls, name, () => this.#indexFor(name)?.callsOf(name) ?? this.#callsOf(name));
    return {
      names: () => this.#wholeIfRead()?.index.names() ?? this.#names(),
      sitesOf: (name) =>
        this.#whole?.index.sitesOf(name) ??
        cached(sites, name, () => winnerFirst(this.#partsDefining(name).flatMap((part) => sitesIn(part, name)))),
      callsOf,
      callersOf: (name) => this.#whole?.index.callersOf(name) ?? [...callsOf(name), ...others(name)],
      givenTo: (name) =>
        this.#whole?.index.givenTo(name) ??
        cached(
          given,
          name,
          () => this.#indexFor(name)?.givenTo(name) ?? givenTo(this.#callingParts(name), name, others(name)),
        ),
      get hasComputedCalls() {
        return isOpen();
      },
    };
  }

  /** The index of all texts, where only that can tell who calls the template. */
  #indexFor(name: string): TemplateIndex | undefined {
    const whole = this.#wholeIfRead();
    if (whole) return whole.index;
    return this.#isInTexts(fileMayName, name, (view) => usesOf(view).callsByName.has(name))
      ? this.#all().index
      : undefined;
  }

  #names(): readonly string[] {
    const defining = this.#parts.filter(({ file }) => /define|block/.test(file.text));
    return [...new Set(defining.flatMap(({ uses }) => [...uses.definesByName.keys()]))];
  }

  #callsOf(name: string): readonly CallSite[] {
    return this.#callingParts(name).flatMap((part) => callsIn(part, part.uses.callsByName, name));
  }

  /** In the order of the release, those inside strings behind all others. */
  #callingParts(name: string): readonly Part[] {
    return [...this.#partsWith(name), ...this.#stringsWith(name).map(({ part }) => part)];
  }

  #partsWith(name: string): readonly Part[] {
    return this.#writingOf(name).parts;
  }

  #partsDefining(name: string): readonly Part[] {
    return this.#parts.filter((part) => {
      const known = knownUsesOf(part);
      return known ? known.definesByName.has(name) : fileMayDefine(part.file, name);
    });
  }

  #stringsWith(name: string): readonly StringTemplate[] {
    return this.#writingOf(name).holders.flatMap((part) => stringsIn(this.#snapshot, part));
  }

  #writingOf(name: string): Writing {
    return cached(this.#writing, name, () => {
      const parts: Part[] = [];
      const holders: Part[] = [];
      for (const part of this.#parts) {
        const known = knownUsesOf(part);
        const mayName = known === undefined && fileMayName(part.file, name);
        if (mayName || known?.callsByName.has(name)) parts.push(part);
        if (mayName || (known && known.tpls.length > 0)) holders.push(part);
      }
      return { parts, holders };
    });
  }

  /** Some text that may be given to tpl has the word where `is` looks for it. */
  #isInTexts(may: typeof fileMayWrite, word: string, is: (view: TemplateView) => boolean): boolean {
    return this.#candidates().some(
      (one) => may(one.file, word) && viewsInCandidate(this.#snapshot, one, (text) => mayWrite(text, word)).some(is),
    );
  }

  #isOpen({ isOpen }: Computed): boolean {
    const strings = this.#computing().flatMap((part) => stringsIn(this.#snapshot, part));
    if (isOpen || strings.some(({ part }) => part.uses.computed.length > 0)) return true;
    const computes = (view: TemplateView) => usesOf(view).computed.length > 0;
    const isOne = this.#candidates().some(
      (one) => mayComputeNames(one.file.text) && viewsInCandidate(this.#snapshot, one, mayComputeNames).some(computes),
    );
    return isOne && this.#all().index.hasComputedCalls;
  }
}

/** The texts that write the name of a template. */
interface Writing {
  /** In calls of their own. */
  readonly parts: readonly Part[];
  /** Those that may write it in a string that is a template. */
  readonly holders: readonly Part[];
}

function mayCompute(part: Part): boolean {
  // A string of a text that computes no name may do so.
  const known = knownUsesOf(part);
  if (known && known.computed.length + known.tpls.length === 0) return false;
  return mayComputeNames(part.file.text);
}
