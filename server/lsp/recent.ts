// Which templates were previewed, the last one last: a file of helpers is shown by one of these.

export class Recent {
  readonly uris: string[] = [];
  /** Which template, of which root chart, was shown for a file of helpers. */
  readonly shown = new Map<string, { readonly root: string; readonly uri: string }>();

  /** The template is previewed; `opened`: the user asked for that just now. */
  previewed(uri: string, opened: boolean): void {
    const at = this.uris.indexOf(uri);
    if (at >= 0 && !opened) return;
    if (at >= 0) this.uris.splice(at, 1);
    this.shown.clear();
    this.uris.push(uri);
  }
}
