// Chartroom's own requests beside the Language Server Protocol, as plain types: the one server file the client may import.
//
// Positions are LSP's: 0-based line, 0-based UTF-16 column. URIs are strings as LSP sends them.

import type { Settings } from './protocol/settings.ts';

export type * from './protocol/manifests.ts';
export * from './protocol/settings.ts';
export type * from './protocol/values.ts';

export interface PlainPosition {
  readonly line: number;
  readonly character: number;
}

export interface PlainRange {
  readonly start: PlainPosition;
  readonly end: PlainPosition;
}

/** What a preview shows: one template's documents, or the whole release as `helm template` prints it. */
export type PreviewScope = 'file' | 'chart';

/** `chartroom/preview`: client to server. The text of a preview, from the last finished render; never waits for one. */
export interface PreviewParams {
  /** Any file of a chart; a template for scope `file`. */
  readonly uri: string;
  readonly scope: PreviewScope;
  /** The user asked for this preview just now; a file of helpers is shown by the template that was asked for last. */
  readonly opened?: boolean | undefined;
}

export interface PreviewResult {
  readonly text: string;
  /** Counts renders of this chart; a later one has a larger number. 0: nothing was rendered yet. */
  readonly generation: number;
  /** The text is the last good one: the template does not render now, or renders nothing while somebody types. */
  readonly stale: boolean;
  /** Helm's words for what does not render now, with its place. */
  readonly errors: readonly PreviewError[];
  /** A limit stopped the render: `chartroom/continueRender` tries again with a higher one. */
  readonly stopped: boolean;
  /** What is shown in place of a file that is not rendered by itself: `web.yaml, which uses _helpers.tpl`; else empty. */
  readonly of: string;
  /** Lines of `text` that differ from what was shown at the last save, in order. */
  readonly changed: readonly ChangedLines[];
  /** What this preview assumes and no file says: `ingress.enabled: true`. */
  readonly assumed: readonly string[];
  /** What `chartroom/assume` would assume; empty when there is nothing, or nothing that can be told. */
  readonly assumable: readonly string[];
  /** What the chart was rendered with; null: it was not. */
  readonly set: ShownSet | null;
  /** What a stale text was rendered with, where that was another set. */
  readonly older?: ShownSet | undefined;
  /** Names of charts that are not in charts/: what needs them is left out, or named in angle brackets in its place. */
  readonly without: readonly string[];
}

/** Lines from 0; `to` is the one behind the last. `deleted`: both are the line before which lines are gone. */
export interface ChangedLines {
  readonly kind: 'added' | 'modified' | 'deleted';
  readonly from: number;
  readonly to: number;
}

/** Begins a line of an empty preview that offers `chartroom/assume`. */
export const AS_IF_TRUE = 'Preview as if true';

/** `chartroom/assume`: client to server. A template's preview takes for true what keeps it empty, or what it took no more. */
export interface AssumeParams {
  readonly uri: string;
  readonly assume: boolean;
}

/** What is assumed from now on; the preview is told by `chartroom/rendered`. */
export interface AssumeResult {
  readonly assumed: readonly string[];
}

export interface PreviewError {
  readonly message: string;
  readonly uri: string;
  readonly range: PlainRange;
}

/** `chartroom/continueRender`: client to server. Renders a chart again with ten times the limits it has now. */
export interface ContinueRenderParams {
  /** Any file of the chart. */
  readonly uri: string;
}

/** Whether there is such a chart; the new render is told by `chartroom/rendered`. */
export interface ContinueRenderResult {
  readonly continued: boolean;
}

/** `chartroom/trust`: client to server, when the user grants trust to the workspace. No parameters. */

/** `chartroom/rendered`: server to client, after each finished render of a chart. */
export interface RenderedParams {
  /** URI of the root chart's folder. */
  readonly chart: string;
  readonly generation: number;
  /** Files whose output changed since the render before; a client refreshes the previews of these and of the chart. */
  readonly changed: readonly string[];
  readonly milliseconds: number;
  /** Folders outside of its own that the chart is made of, or would be if they were there; a client watches them. */
  readonly elsewhere: readonly string[];
}

/** `chartroom/sourceOf`: client to server. From a position in a preview to the template, and to the value. */
export interface SourceOfParams extends PreviewParams {
  readonly position: PlainPosition;
}

export interface SourceOfResult {
  /** The place in a template that wrote this text; inside a helper, the helper's line. */
  readonly template: Place | null;
  /** The place in the rendered template itself: where the include stands that led there. */
  readonly caller: Place | null;
  /** The values key that the text came from. */
  readonly value: Place | null;
}

export interface Place {
  readonly uri: string;
  readonly range: PlainRange;
}

/** `chartroom/renderedAt`: client to server. From a position in a chart file to the ranges of a preview it wrote. */
export interface RenderedAtParams {
  readonly uri: string;
  readonly position: PlainPosition;
  /** The preview that is asked about. */
  readonly preview: PreviewParams;
}

export interface RenderedAtResult {
  readonly ranges: readonly PlainRange[];
}

/** `chartroom/peek`: client to server. The rendered form of the resource around a position of a template. */
export interface PeekParams {
  readonly uri: string;
  readonly position: PlainPosition;
}

export interface PeekResult {
  /** `Deployment/web` */
  readonly title: string;
  readonly text: string;
  /** Where in the preview of the file it begins. */
  readonly range: PlainRange;
}

/** `chartroom/list`: server to client, for schemes that the server cannot read itself. Entries of a folder; missing: null. */
export interface ListParams {
  readonly uri: string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
  /** A link that is not followed, since it leads out of a workspace that is not trusted; its type is `other`. */
  readonly outside?: boolean | undefined;
}

/** `chartroom/read`: server to client. Base64 of the file's bytes; null when it cannot be read. */
export interface ReadParams {
  readonly uri: string;
}

/** A chart by the URI of its folder, and its name. */
export interface NamedRoot {
  readonly uri: string;
  readonly name: string;
}

/** `chartroom/roots`: client to server. Under which root charts a file may be seen; null: it belongs to no chart. */
export interface RootsParams {
  readonly uri: string;
}

export interface RootsResult {
  /** The chart that the file lies in; seen under itself it stands alone. */
  readonly chart: NamedRoot;
  /** The outermost charts that use it, by folder or file://, by path; the chart itself when nobody uses it. */
  readonly candidates: readonly NamedRoot[];
  /** The one that it is seen under. */
  readonly active: NamedRoot;
  /** What was chosen, by its URI; null: nothing was, and the one previewed last counts, else the first. */
  readonly chosen: string | null;
}

/** `chartroom/chooseRoot`: client to server. The chart of a file is seen under this root from now on. */
export interface ChooseRootParams {
  readonly uri: string;
  /** A candidate, or the chart itself to see it alone; null: no choice. */
  readonly root: string | null;
}

/** The chart that the choice is about, and the root that it is seen under now; null: the file belongs to no chart. */
export interface ChooseRootResult {
  readonly chart: string | null;
  readonly root: string | null;
}

/** `chartroom/chartOf`: client to server. The chart a file belongs to, so that the client can set its language. */
export interface ChartOfParams {
  readonly uri: string;
}

export interface ChartOfResult {
  /** Folder URI and name of the nearest chart; null: the file belongs to none. */
  readonly chart: { readonly uri: string; readonly name: string; readonly root: string } | null;
  /** What the file is inside it. */
  readonly role: 'template' | 'values' | 'chart' | 'schema' | 'crd' | 'other' | null;
  /** A values file that lies elsewhere and names this chart. */
  readonly bound: boolean;
}

/** `chartroom/archived`: client to server. The text of a file inside a packed chart. */
export interface ArchivedParams {
  /** `chartroom-archive://…`, as the server names such files. */
  readonly uri: string;
}

export interface ArchivedResult {
  /** Null: there is no such file. */
  readonly text: string | null;
}

/** One change of a text; those of one answer never overlap, and all mean the text that was asked about. */
export interface TextChange {
  readonly range: PlainRange;
  readonly newText: string;
}

/** `chartroom/typed`: client to server, after the user typed something that may ask for more. */
export interface TypedParams {
  readonly uri: string;
  /** The version of the document that holds what was typed; the answer is null when the server has another. */
  readonly version: number;
  /** The cursor. */
  readonly position: PlainPosition;
  /** Enter, or the second closing brace of an action; what braces and comments close with is the client's own (typing/spaces.ts). */
  readonly typed: 'enter' | 'braces';
}

/** What follows from it; the cursor stays where it is. Null: nothing. */
export type TypedResult = TextChange | null;

/** `chartroom/toggleComment`: client to server. Comments the lines of each selection, or undoes it. */
export interface ToggleCommentParams {
  readonly uri: string;
  readonly version: number;
  readonly selections: readonly PlainRange[];
  /** `toggle` unless told. `block` puts one comment around just what is selected, or takes it away. */
  readonly mode?: 'toggle' | 'add' | 'remove' | 'block' | undefined;
}

/** Null: the server does not have this version of the document. */
export type ToggleCommentResult = readonly TextChange[] | null;

/** `chartroom/extractValue`: client to server. A literal of a template as a value of its chart, under a key. */
export interface ExtractValueParams {
  readonly uri: string;
  readonly range: PlainRange;
  /** `service.port`; null: the key that is proposed. */
  readonly key: string | null;
}

/** Null: nothing can be extracted there. */
export type ExtractValueResult = {
  readonly proposed: string;
  /** What is wrong with the key, in a sentence. */
  readonly problem: string | null;
  /** What else would be rendered otherwise. */
  readonly warning: string | null;
  readonly files: readonly ChangedFile[];
} | null;

/** Changes of one file; the version is that of an open document, and `isNew` says that there is no such file yet. */
export interface ChangedFile {
  readonly uri: string;
  readonly version: number | null;
  readonly isNew: boolean;
  readonly changes: readonly TextChange[];
}

/** What a chart is rendered with. */
export type WholeValuesSet = Pick<
  Settings,
  'valuesFiles' | 'setValues' | 'releaseName' | 'namespace' | 'upgrade' | 'helmVersion' | 'kubeVersion' | 'apiVersions'
>;

/** What was chosen for one root chart; what it leaves open is as the settings say. */
export type ValuesSet = Partial<WholeValuesSet>;

/** What a chart is rendered with, as it is shown. */
export interface ShownSet extends WholeValuesSet {
  /** Values files among them that are not there. */
  readonly missing: readonly string[];
}

/** `chartroom/valuesSets`: client to server. What the chart of a file is rendered with, and what one can choose for it. */
export interface ValuesSetsParams {
  readonly uri: string;
}

/** Null: the file belongs to no chart. */
export interface ValuesSetsResult {
  /** The root chart, by the URI of its folder. */
  readonly chart: { readonly uri: string; readonly name: string };
  /** Values files beside values.yaml that one can choose, as paths from the chart's folder. */
  readonly files: readonly string[];
  /** The values sets that the settings name and that have files for the chart; the files are named as in a set. */
  readonly named: readonly { readonly name: string; readonly files: readonly string[] }[];
  /** What was chosen for the chart; null: the settings hold. */
  readonly chosen: ValuesSet | null;
  readonly active: ShownSet;
  /** What `.Capabilities.KubeVersion` tells. */
  readonly kubeVersion: string;
  /** The last finished render; null: there was none. */
  readonly render: { readonly generation: number; readonly milliseconds: number } | null;
}

/** `chartroom/chooseValuesSet`: client to server. The chart of a file is rendered with this from now on; null: as the settings say. */
export interface ChooseValuesSetParams {
  readonly uri: string;
  readonly set: ValuesSet | null;
}

/** The URI of the root chart's folder; null: the file belongs to no chart. */
export interface ChooseValuesSetResult {
  readonly root: string | null;
}

/** `initializationOptions` of the language client. */
export interface InitializationOptions {
  readonly settings?: Partial<Settings> | undefined;
  /** The values sets that were chosen, by the URI of the root chart's folder. */
  readonly sets?: Readonly<Record<string, ValuesSet>> | undefined;
  /** The roots that were chosen, by the URI of the chart's folder (`chartroom/chooseRoot`). */
  readonly roots?: Readonly<Record<string, string>> | undefined;
  /** Schemes the server must ask the client for; the Node door reads `file` itself. */
  readonly askClientFor?: readonly string[] | undefined;
  /** The user trusts the workspace: links that lead out of it are followed. Absent: not. */
  readonly trusted?: boolean | undefined;
  /** The client has the command chartroom.dependencyBuild, which starts helm. Absent: not. */
  readonly runsHelm?: boolean | undefined;
  /** URI of the pool of schemas, for a server that cannot read what lies beside it: it asks for it by `chartroom/read`. */
  readonly schemas?: string | undefined;
}
