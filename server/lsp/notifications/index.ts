// Every notification the server listens to.

import { didChange } from './did-change.ts';
import { didChangeConfiguration } from './did-change-configuration.ts';
import { didChangeWatchedFiles } from './did-change-watched-files.ts';
import { didChangeWorkspaceFolders } from './did-change-workspace-folders.ts';
import { didClose } from './did-close.ts';
import { didOpen } from './did-open.ts';
import { didSave } from './did-save.ts';
import type { Notification } from './notification.ts';
import { trust } from './trust.ts';
import { willSave } from './will-save.ts';

export const NOTIFICATIONS: readonly Notification[] = [
  didOpen,
  didChange,
  didClose,
  willSave,
  didSave,
  didChangeWatchedFiles,
  didChangeConfiguration,
  didChangeWorkspaceFolders,
  trust,
];
