// What the session tells the client on its own account, in our shapes; server.ts turns it into messages.

import type { Finding } from '#language/workspace/rendering.ts';
import type { FileText, Snapshot } from '#language/workspace/snapshot.ts';
import type { JudgedAnewParams, RenderedParams } from '#protocol';

/** What the client said it understands. */
export interface ClientKnows {
  /** Definitions with their origin. */
  readonly links: boolean;
  /** Edits that somebody looks at before they are made. */
  readonly confirmedEdits: boolean;
}

export interface Client {
  /** Shows these findings of a file, and no others; `file` is undefined when it is gone. */
  readonly showFindings: (
    snapshot: Snapshot,
    uri: string,
    file: FileText | undefined,
    findings: readonly Finding[],
  ) => void;
  readonly rendered: (params: RenderedParams) => void;
  readonly judged: (params: JudgedAnewParams) => void;
  /** Hints may have other texts now. */
  readonly refreshHints: () => void;
  /** A sentence that the user should see once. */
  readonly warn: (text: string) => void;
}
