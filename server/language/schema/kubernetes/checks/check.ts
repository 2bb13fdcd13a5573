// A check beside the schema: one thing that the API server's own code refuses, or warns of, with its page and its samples.

import type { CodeText } from '../validate-codes.ts';
import type { Field } from '../validate-read.ts';
import type { Manifest } from './manifest.ts';

export type CheckCode =
  | 'manifest-name'
  | 'manifest-label'
  | 'manifest-annotation'
  | 'manifest-port'
  | 'manifest-duplicate-name'
  | 'manifest-duplicate-env'
  | 'manifest-schedule'
  | 'manifest-selector'
  | 'manifest-volume'
  | 'manifest-volume-mount'
  | 'manifest-resources'
  | 'manifest-restart-policy'
  | 'manifest-autoscaler'
  | 'manifest-probe'
  | 'manifest-image'
  | 'manifest-env'
  | 'manifest-service'
  | 'manifest-config-key';

/** What a check says of one place. */
export interface Told {
  /** Keys and indexes from the root. */
  readonly path: readonly (string | number)[];
  /** The field whose value is underlined. */
  readonly at: Field;
  /** The field's key is what is wrong, or it is the table that lacks something. */
  readonly isKey?: boolean;
  /** Without the path, which is put before it. */
  readonly message: string;
  readonly severity?: 'error' | 'warning';
  readonly fix?: string | undefined;
}

export type Tell = (told: Told) => void;

/** Its samples are complete manifests: in `bad` the check finds something, in `good` no check does. */
export interface Check extends CodeText {
  readonly code: CheckCode;
  readonly check: (manifest: Manifest, tell: Tell) => void;
}
