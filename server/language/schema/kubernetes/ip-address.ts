// IP addresses as Go reads them.

/** `sloppy` as Kubernetes reads addresses in old fields: with zeros in front. */
export function isIpv4(text: string, sloppy = false): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => isByte(part, sloppy));
}

function isByte(part: string, sloppy: boolean): boolean {
  if (!/^\d+$/.test(part) || (!sloppy && part.length > 1 && part.startsWith('0'))) return false;
  return part.length <= 20 && Number(part) <= 255;
}

/** net.ParseIP, without zones: at most one `::`, which stands for at least one group; an IPv4 address may end it. */
export function isIpv6(text: string): boolean {
  if (!text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  const last = all.at(-1) ?? '';
  const hasIpv4 = last.includes('.');
  if (hasIpv4 && (!isIpv4(last) || (halves.length === 2 && groups[1]?.length === 0))) return false;
  const hex = hasIpv4 ? all.slice(0, -1) : all;
  if (!hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = hex.length + (hasIpv4 ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}
