// What can be done about any finding: write what was probably meant, or say by a comment that the line is not to be judged.

import { actionStart, DISABLE_NEXT_LINE } from '../../lint/told.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { chartFolderOf, roleIn } from '../../workspace/snapshot.ts';
import { type Action, inserting, lineStartOf, newlineOf, type Question, replacing } from './action.ts';

export function findingActions(question: Question): readonly Action[] {
  const { span, told = [] } = question;
  const here = told.filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end);
  const codes = new Map(here.map((finding) => [finding.code, finding]));
  return [
    ...here.flatMap((finding) => fixAction(question, finding) ?? []),
    ...[...codes.values()].flatMap((finding) => disableAction(question, finding) ?? []),
  ];
}

function fixAction({ file }: Question, { code, span, fix }: Finding): Action | undefined {
  if (fix === undefined) return undefined;
  const changes = () => [{ uri: file.uri, edits: [replacing(span.start, span.end, fix)] }];
  return { title: `Change to "${fix}"`, kind: 'quickfix', isPreferred: true, mends: { rule: code, span }, changes };
}

/** Findings about manifests alone: what Helm refuses stays refused, whatever a comment says. */
function disableAction(question: Question, { code, span }: Finding): Action | undefined {
  const { file } = question;
  const isTemplate = roleOfFile(question) === 'template';
  if (!code.startsWith('manifest-') || code === 'manifest-yaml') return undefined;
  if (!isTemplate && !/\.ya?ml$/.test(file.uri)) return undefined;
  const changes = () => {
    const start = lineStartOf(file.text, isTemplate ? actionStart(file, span.start) : span.start);
    const line = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
    const text = isTemplate
      ? templateComment(code, file.text.startsWith('{{-', start + line.length))
      : `# ${DISABLE_NEXT_LINE} ${code}`;
    return [{ uri: file.uri, edits: [inserting(start, `${line}${text}${newlineOf(file.text)}`)] }];
  };
  return { title: `Disable ${code} for this line`, kind: 'quickfix', mends: { rule: code, span }, changes };
}

/** Trims just what it adds, so that the output stays the same. */
function templateComment(code: string, isTrimmed: boolean): string {
  const comment = `/* ${DISABLE_NEXT_LINE} ${code} */`;
  return isTrimmed ? `{{- ${comment}}}` : `{{${comment} -}}`;
}

function roleOfFile({ snapshot, file }: Question): string | undefined {
  const folder = chartFolderOf(snapshot, file.uri);
  return folder === undefined ? undefined : roleIn(snapshot, folder, file.uri);
}
