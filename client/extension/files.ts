// Answers the server's questions about files that only the editor can reach (remote and virtual file systems).

import * as vscode from 'vscode';
import type { DirectoryEntry, ListParams, ReadParams } from '#protocol';

/** Entries of a folder; null when there is none. Links count as what they point to, once the workspace is trusted. */
export async function listFolder({ uri }: ListParams): Promise<DirectoryEntry[] | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return entries.map(([name, type]) => entryOf(name, type));
  } catch {
    return null;
  }
}

/** Base64 of a file's bytes; null when it cannot be read. */
export async function readFile({ uri }: ReadParams): Promise<string | null> {
  try {
    return base64(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
  } catch {
    return null;
  }
}

/** Where a link leads cannot be asked here, so none is followed before there is trust. */
function entryOf(name: string, type: vscode.FileType): DirectoryEntry {
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
  if (isLink && !vscode.workspace.isTrusted) return { name, type: 'other', outside: true };
  return { name, type: entryType(type) };
}

function entryType(type: vscode.FileType): DirectoryEntry['type'] {
  if (type & vscode.FileType.Directory) return 'directory';
  return type & vscode.FileType.File ? 'file' : 'other';
}

/** `btoa` takes one character for each byte; slices keep the argument list of `fromCharCode` short. */
function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x2000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x2000)));
  }
  return btoa(parts.join(''));
}
