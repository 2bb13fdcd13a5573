// Links in hovers that lead into packed charts: VS Code drops links of a scheme it does not know, so they become a command.

/** Opens a place in a packed chart, and nothing else: hovers hold words of charts. */
export const OPEN_ARCHIVED = 'chartroom.openArchived';

/** The Markdown with every link into a packed chart as a command. */
export function withArchiveLinks(markdown: string): string {
  return markdown.replace(/\]\((chartroom-archive:[^()\s]*)\)/g, (_, uri: string) => {
    const args = encodeURIComponent(JSON.stringify([uri])).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'));
    return `](command:${OPEN_ARCHIVED}?${args})`;
  });
}

/** The line, from 0, that a link's fragment names: `L12`, `L12,3`. */
export function lineOfFragment(fragment: string): number {
  const line = /^L(\d+)/.exec(fragment)?.[1];
  return line === undefined ? 0 : Math.max(0, Number(line) - 1);
}
