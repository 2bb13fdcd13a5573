// Where documents of schemas come from: the one given, the metaschemas, and whatever the caller can load.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, type Value } from '../values/value.ts';
import { DRAFT_2020, type Draft, draftOf, splitHash, stringAt } from './drafts.ts';
import { readSchemaText } from './json-text.ts';
import { metaschemaAt } from './metaschemas.ts';
import { collectResources, type Dialect, type DialectSource, type Place, placeText, type Root } from './resources.ts';
import { parseUrl } from './url.ts';

export interface LoadOptions {
  /** Text of a schema at a `file:`, `http:` or `https:` address, when the caller has it; Helm's offline failure otherwise. */
  readonly load?: ((url: string) => string | undefined) | undefined;
  /** Told of each `urn:` that stands for `true` because nothing resolves it. */
  readonly unresolvedUrn?: ((urn: string) => void) | undefined;
}

/** Loads each document once and knows the resources inside. `check` judges a document by its metaschema. */
export class Loader implements DialectSource {
  readonly roots = new Map<string, Root>();
  private readonly documents = new Map<string, Value>();
  private readonly options: LoadOptions;
  private readonly check: (root: Root, schema: Value, pointer: string) => void;

  constructor(options: LoadOptions, check: (root: Root, schema: Value, pointer: string) => void) {
    this.options = options;
    this.check = check;
  }

  add(url: string, document: Value): void {
    this.documents.set(url, document);
  }

  /** The document at an address, checked and searched for resources. Throws GoError. */
  root(url: string): Root {
    const known = this.roots.get(url);
    if (known) return known;
    const document = this.load(url);
    const root: Root = { url, document, resources: new Map(), processed: new Set() };
    collectResources(this, root, document, url, '', { draft: DRAFT_2020, vocabularies: undefined });
    if (!/^https?:\/\/json-schema\.org\//.test(url)) this.check(root, document, '');
    this.roots.set(url, root);
    return root;
  }

  draftFor(place: Place, schema: GoMap, fallback: Draft, seen: ReadonlySet<string> = new Set()): Draft {
    const text = stringAt(schema, '$schema');
    if (text === undefined) return fallback;
    const draft = draftOf(text);
    if (draft) return draft;
    const [url] = splitHash(text);
    try {
      parseUrl(url);
    } catch (error) {
      if (error instanceof GoError)
        throw new GoError(`invalid $schema in ${quoteGo(placeText(place))}: ${error.message}`);
      throw error;
    }
    if (place.pointer === '' && url === place.url) throw new GoError(`draft ${quoteGo(url)} is not supported`);
    if (seen.has(url)) throw new GoError(`cycle in resolving $schema in ${quoteGo(url)}`);
    const document = this.load(url);
    return document instanceof GoMap
      ? this.draftFor({ url, pointer: '' }, document, fallback, new Set([...seen, url]))
      : fallback;
  }

  /** The vocabularies that a metaschema of the user's own asks for. */
  vocabulariesFor(schema: GoMap, draft: Draft): readonly string[] | undefined {
    const text = stringAt(schema, '$schema');
    if (text === undefined || draftOf(text) || draft.version < 2019) return undefined;
    const [url] = splitHash(text);
    const document = this.load(url);
    const asked = document instanceof GoMap ? document.get('$vocabulary') : undefined;
    if (!(asked instanceof GoMap)) return undefined;
    const names: string[] = [];
    for (const [vocabulary, required] of asked.entries) {
      if (required !== true) continue;
      const known = vocabulary.startsWith(draft.vocabularyPrefix)
        ? vocabulary.slice(draft.vocabularyPrefix.length)
        : '';
      if (!draft.vocabularies.includes(known)) {
        throw new GoError(`unsupported vocabulary ${quoteGo(vocabulary)} in ${quoteGo(url)}`);
      }
      names.push(known);
    }
    return names.includes('core') ? names : [...names, 'core'];
  }

  private load(url: string): Value {
    // A document may be null, so only an absent one is loaded.
    const known = this.documents.get(url);
    if (known !== undefined) return known;
    const document = metaschemaAt(url) ?? this.fetch(url);
    this.documents.set(url, document);
    return document;
  }

  private fetch(url: string): Value {
    try {
      return this.read(url);
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`failing loading ${quoteGo(url)}: ${error.message}`);
      throw error;
    }
  }

  private read(url: string): Value {
    const parsed = parseUrl(url);
    if (parsed.scheme === 'urn') {
      this.options.unresolvedUrn?.(url);
      return true;
    }
    const web = parsed.scheme === 'http' || parsed.scheme === 'https';
    if (!web && parsed.scheme !== 'file') throw new GoError(`no URLLoader registered for ${quoteGo(url)}`);
    const text = this.options.load?.(url);
    if (text !== undefined) return readSchemaText(text);
    if (!web) throw new GoError(`open ${parsed.path}: no such file or directory`);
    const host = parsed.host.replace(/:[0-9]*$/, '');
    throw new GoError(`HTTP request failed for ${url}: Get ${quoteGo(url)}: dial tcp: lookup ${host}: no such host`);
  }
}

/** Whether a vocabulary is in force. */
export function hasVocabulary(dialect: Dialect, name: string): boolean {
  if (name === 'core' || dialect.draft.version < 2019) return true;
  return (dialect.vocabularies ?? dialect.draft.defaultVocabularies).includes(name);
}
