// The charts of the workspace that use a file's chart: loaded when somebody asks what only they can tell.

import { chartFolderOf } from '#language/workspace/snapshot.ts';
import type { Session } from './session.ts';

/** Of a library: its users, once, and they are rendered, since its templates are seen in what they render. */
export function seekUsers(session: Session, uri: string): void {
  const { libraries, reach, snapshot } = session;
  const root = session.rootOf(uri);
  if (root !== undefined) libraries.seek(snapshot, root, reach.folders, reach.within(root));
}

/** Those that name the chart by its name or place; done when they are there. They are not rendered. */
export function loadUsers(session: Session, uri: string): Promise<void> | undefined {
  const { libraries, reach, snapshot } = session;
  const folder = chartFolderOf(snapshot, uri);
  return folder === undefined ? undefined : libraries.users(snapshot, folder, reach.folders, reach.within(folder));
}

/** Every chart below the folders of the workspace; done when they are there. They are not rendered. */
export function loadAll({ libraries, reach }: Session): Promise<void> {
  return libraries.all(reach.folders, reach.folders);
}
