// The command behind a lens that counts uses: it shows them in place.

import * as vscode from 'vscode';
import type { Place, PlainPosition } from '#protocol';
import { toRange } from '../preview/reveal.ts';

export async function showUses(uri: unknown, position: unknown, places: unknown): Promise<void> {
  if (typeof uri !== 'string' || !isPosition(position) || !Array.isArray(places)) return;
  const locations = (places as readonly Place[]).map(
    (place) => new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.range, 0)),
  );
  const at = new vscode.Position(position.line, position.character);
  await vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), at, locations);
}

/** What came over from the server as plain data. */
export function isPosition(value: unknown): value is PlainPosition {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}
