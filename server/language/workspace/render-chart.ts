// Renders the root chart of a snapshot for the editor: tolerant, traced, flattened to plain data. Runs on the second thread.

import { type UserValuesOptions, userValues, type ValuesFile } from '#engine/chart/values-files.ts';
import type { ParseCache, RenderedFile } from '#engine/render/engine.ts';
import type { EngineError } from '#engine/render/errors.ts';
import { isNotes, type Manifest } from '#engine/render/manifests.ts';
import { printRelease } from '#engine/render/output.ts';
import { type ReleaseResult, renderRelease } from '#engine/render/render.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import type { Origin, Site } from '#engine/text/origin.ts';
import { sourceMap, valueSources } from '#engine/text/source-map.ts';
import { span } from '#engine/text/span.ts';
import type { TracedText } from '#engine/text/traced.ts';
import { GoError } from '#engine/values/errors.ts';
import type { Limits } from '#engine/values/meter.ts';
import { GoMap } from '#engine/values/value.ts';
import { type ChartView, chartView } from './chart-view.ts';
import type {
  Finding,
  FlatMapping,
  FlatPlace,
  MappedText,
  RenderedDocument,
  RenderedTemplate,
  Rendering,
} from './rendering.ts';
import { fileAt, type Snapshot } from './snapshot.ts';
import { joinUri } from './uri.ts';

/** How a render is kept from running away. */
export interface RenderBounds {
  /** The limits of the settings count so many times; 1 unless told. */
  readonly times?: number | undefined;
  /** Files, by Helm's name, that ran away before: they are left out, with this error in their place. */
  readonly skip?: ReadonlyMap<string, string> | undefined;
}

/** Parsed templates by chart folder, kept from render to render. */
const caches = new Map<string, ParseCache>();

/**
 * Renders the root chart in `folder` with the active values set. `stop` is asked before each file and behind the last.
 * Milliseconds are the caller's to fill in: this room has no clock.
 */
export function renderChart(
  snapshot: Snapshot,
  folder: string,
  stop: (file: string | undefined) => boolean = () => false,
  bounds: RenderBounds = {},
): Rendering {
  const view = chartView(snapshot, folder);
  const errors: Finding[] = view.errors.map((error) => loadFinding(folder, error));
  const warnings: string[] = [...view.warnings];
  const result = view.chart && releaseOf(snapshot, view, errors, stop, bounds);
  if (!result) return { ...EMPTY, root: folder, generation: snapshot.generation, errors, warnings };
  const { profile } = view;
  const places = new Places(result.sources);
  errors.push(...result.errors.map((error) => findingOf(folder, error)));
  const good = (manifests: readonly Manifest[]) => manifests.filter((manifest) => !failed(result, manifest.path));
  const options = { split: profile.split, noHooks: false, skipTests: false, crds: [] };
  return {
    root: folder,
    generation: snapshot.generation,
    templates: result.files.map((file) => templateOf(file, result, places)),
    release: places.flatten(printRelease(good(result.manifests), good(result.hooks), options)),
    errors,
    warnings: [...warnings, ...result.warnings],
    milliseconds: 0,
  };
}

const EMPTY: Omit<Rendering, 'root' | 'generation' | 'errors' | 'warnings'> = {
  templates: [],
  release: { text: '', mappings: [] },
  milliseconds: 0,
};

function releaseOf(
  snapshot: Snapshot,
  view: ChartView,
  errors: Finding[],
  stop: (file: string | undefined) => boolean,
  bounds: RenderBounds,
): ReleaseResult {
  const { settings } = snapshot;
  let cache = caches.get(view.folder);
  if (cache === undefined) {
    cache = new Map();
    caches.set(view.folder, cache);
  }
  return renderRelease(view.chart as NonNullable<ChartView['chart']>, activeValues(snapshot, view, errors), {
    profile: view.profile,
    env: stillEnvironment(),
    release: { name: settings.releaseName, namespace: settings.namespace, isUpgrade: false },
    kubeVersion: settings.kubeVersion,
    apiVersions: settings.apiVersions,
    trace: true,
    tolerant: true,
    limits: limitsOf(snapshot, bounds),
    cache,
    stop,
    skip: bounds.skip,
  });
}

function limitsOf({ settings }: Snapshot, { times = 1 }: RenderBounds): Limits {
  const { maxSteps, maxOutputSize } = settings.render;
  return { steps: maxSteps * times, output: maxOutputSize * times * 1_000_000 };
}

/** The values files of the active set, merged; one that cannot be read is told and left out. */
export function activeValues(snapshot: Snapshot, view: ChartView, errors: Finding[]): GoMap {
  const files: ValuesFile[] = [];
  for (const name of snapshot.settings.valuesFiles) {
    const uri = joinUri(view.folder, name);
    const file = fileAt(snapshot, uri);
    if (file) files.push({ name, text: file.text, source: file.uri });
  }
  let values = new GoMap();
  for (let count = files.length; count > 0; count--) {
    try {
      values = userValues({ files: files.slice(0, count) }, view.profile);
      break;
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      const broken = files.splice(count - 1, 1)[0];
      if (broken) errors.push(whole('values-parse', broken.source, error.message));
    }
  }
  return values;
}

function failed(result: ReleaseResult, path: string): boolean {
  return result.files.some((file) => file.name === path && file.error !== undefined);
}

function templateOf(file: RenderedFile, result: ReleaseResult, places: Places): RenderedTemplate {
  const base = { uri: file.source, name: file.name, failed: file.error !== undefined };
  if (isNotes(file.name)) return { ...base, output: places.flatten(file.output), documents: [] };
  const isHook = (manifest: Manifest) => manifest.hooks.length > 0;
  const own = [...result.manifests, ...result.hooks].filter((manifest) => manifest.path === file.name);
  const documents: RenderedDocument[] = [];
  let at = 0;
  for (const manifest of own) {
    const start = at + `---\n# Source: ${manifest.path}\n`.length;
    const end = start + manifest.document.text.length;
    const { kind, name, apiVersion } = manifest;
    documents.push({ kind, name, apiVersion, span: span(start, end), isHook: isHook(manifest) });
    at = end + 1;
  }
  const text = joinDocuments(own);
  return { ...base, output: places.flatten(text), documents };
}

/** The documents of one file as `---`, `# Source` and text, one after another. */
function joinDocuments(manifests: readonly Manifest[]): TracedText {
  const pieces = manifests.flatMap((manifest) => [
    { length: `---\n# Source: ${manifest.path}\n`.length, origin: {} },
    ...(manifest.document.pieces ?? []),
    { length: 1, origin: {} },
  ]);
  const text = manifests.map((manifest) => `---\n# Source: ${manifest.path}\n${manifest.document.text}\n`).join('');
  return { text, pieces };
}

/** Turns origins into flat places, each origin once. */
class Places {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #known = new Map<Origin, Omit<FlatMapping, 'start' | 'end' | 'skip'>>();

  constructor(sources: ReadonlyMap<string, string>) {
    this.#sources = sources;
  }

  flatten(traced: TracedText): MappedText {
    const mappings = sourceMap(traced.pieces).mappings.map(({ start, end, origin, skip }) => ({
      start,
      end,
      ...this.#placesOf(origin),
      skip: origin.verbatim ? skip : undefined,
    }));
    return { text: traced.text, mappings };
  }

  #placesOf(origin: Origin): Omit<FlatMapping, 'start' | 'end' | 'skip'> {
    let places = this.#known.get(origin);
    if (places === undefined) {
      const source = valueSources(origin, 1)[0];
      places = {
        site: this.#innermost(origin.made ?? origin.site),
        caller: this.#outermost(origin.site),
        value: source && { uri: source.file, start: source.span.start, end: source.span.end },
      };
      this.#known.set(origin, places);
    }
    return places;
  }

  /** The nearest place that lies in a file of the workspace: a tpl text has none. */
  #innermost(site: Site | undefined): FlatPlace | undefined {
    for (let at = site; at !== undefined; at = at.frame?.call) {
      const place = this.#place(at);
      if (place) return place;
    }
    return undefined;
  }

  #outermost(site: Site | undefined): FlatPlace | undefined {
    let at = site;
    while (at?.frame) at = at.frame.call;
    return at && this.#place(at);
  }

  #place(site: Site): FlatPlace | undefined {
    const uri = this.#sources.get(site.file);
    return uri === undefined ? undefined : { uri, start: site.span.start, end: site.span.end };
  }
}

function loadFinding(folder: string, error: ChartView['errors'][number]): Finding {
  return {
    ...whole('chart-load', error.source || joinUri(folder, 'Chart.yaml'), error.message),
    span: error.span ?? span(0, 0),
  };
}

function findingOf(folder: string, error: EngineError): Finding {
  return {
    code: error.code,
    severity: 'error',
    uri: error.file || joinUri(folder, 'Chart.yaml'),
    span: error.span ?? span(0, 0),
    message: error.message,
    related: error.related.map(({ file, span: place, message }) => ({ uri: file, span: place, message })),
  };
}

function whole(code: string, uri: string, message: string): Finding {
  return { code, severity: 'error', uri, span: span(0, 0), message, related: [] };
}
