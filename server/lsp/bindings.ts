// Values files that name their chart: the chart is looked for and loaded, and from then on the file belongs to it.

import { archiveFolder } from '#language/workspace/archives.ts';
import { type Binding, bindingOf, type NamedChart, unresolvedText } from '#language/workspace/binding.ts';
import { type Bound, type Change, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri } from '#language/workspace/uri.ts';
import type { Archives } from './archives.ts';
import type { Charts } from './charts.ts';
import { findChart } from './find-chart.ts';
import type { Host } from './host.ts';
import type { Reach } from './reach.ts';
import type { Timers } from './timers.ts';

/** A reference is looked for when its typing pauses for so long. */
const SETTLED_MS = 300;

/** The session as this part sees it. */
export interface BindingsOwner {
  readonly snapshot: () => Snapshot;
  /** Where to look, and what may be read; that depends on the user's trust at that moment. */
  readonly reach: Pick<Reach, 'folders' | 'everywhere'>;
  readonly archives: Archives;
  /** Packed charts elsewhere that may hold a named chart, by URI. */
  readonly cached: (chart: NamedChart) => Promise<readonly string[]>;
  readonly apply: (changes: readonly Change[]) => void;
}

export class Bindings {
  readonly #host: Pick<Host, 'log'>;
  readonly #timers: Timers;
  readonly #charts: Pick<Charts, 'ensure'>;
  readonly #owner: BindingsOwner;
  /** What each file said when it was looked at last; its chart was found, or is looked for. */
  readonly #said = new Map<string, string>();

  constructor(host: Pick<Host, 'log'>, timers: Timers, charts: Pick<Charts, 'ensure'>, owner: BindingsOwner) {
    this.#host = host;
    this.#timers = timers;
    this.#charts = charts;
    this.#owner = owner;
  }

  /** The file was opened, or has another text; a file that says the same as before is left alone. */
  look(uri: string, isTyped: boolean): void {
    const binding = this.#bindingOf(uri);
    const said = binding ? `${binding.from} ${binding.reference.text} ${binding.span.start}` : '';
    if (said === (this.#said.get(uri) ?? '')) return;
    this.#said.set(uri, said);
    if (binding === undefined) this.#settle(uri, null);
    else if (isTyped) this.#timers.later(`binding ${uri}`, SETTLED_MS, () => this.#find(uri, said));
    else void this.#find(uri, said);
  }

  /** Charts came or went, or a setting changed: what was not found may be there now, and the other way round. */
  lookAgain(open: Iterable<string>): void {
    for (const uri of new Set([...open, ...this.#said.keys()])) {
      this.#said.delete(uri);
      this.look(uri, false);
      if (!this.#said.has(uri)) this.#settle(uri, null);
    }
  }

  /** Something happened to files: packed charts among them are unpacked again. The folders of those that are loaded. */
  archivesMoved(uris: readonly string[], open: Iterable<string>): string[] {
    const archives = uris.filter((uri) => /\.tgz$/i.test(uri));
    for (const uri of archives) this.#owner.archives.forget(uri);
    if (archives.length > 0) this.lookAgain(open);
    const { loaded } = this.#owner.snapshot();
    return archives.map(archiveFolder).filter((folder) => loaded.has(folder));
  }

  /** Nobody looks at the file any more. */
  closed(uri: string): void {
    this.#said.delete(uri);
    this.#settle(uri, null);
  }

  #bindingOf(uri: string): Binding | undefined {
    const snapshot = this.#owner.snapshot();
    const file = fileAt(snapshot, uri);
    return file && bindingOf(file, snapshot.settings.valuesFileCharts, this.#owner.reach.folders);
  }

  async #find(uri: string, said: string): Promise<void> {
    const binding = this.#bindingOf(uri);
    if (binding === undefined) return;
    try {
      const { archives: world, reach, cached } = this.#owner;
      const search = { world, folders: reach.folders, within: reach.everywhere, archives: cached };
      const folder = await findChart(search, binding.reference, uri);
      if (folder !== undefined) await this.#charts.ensure(joinUri(folder, 'Chart.yaml'));
      if (this.#said.get(uri) === said) this.#settle(uri, folder === undefined ? unresolved(binding) : { folder });
    } catch (error) {
      this.#host.log(`looking for the chart of ${uri} failed: ${String(error)}`);
    }
  }

  #settle(uri: string, bound: Bound | null): void {
    const before = this.#owner.snapshot().bound.get(uri) ?? null;
    if (JSON.stringify(before) !== JSON.stringify(bound)) this.#owner.apply([{ kind: 'bound', uri, bound }]);
  }
}

function unresolved({ reference, span }: Binding): Bound {
  return { folder: undefined, span, ...unresolvedText(reference) };
}
