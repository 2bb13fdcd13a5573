// IP addresses as certificates hold them: four or sixteen bytes.

/** The bytes of an address that was checked before (net.ParseIP); one of IPv4 inside IPv6 is one of IPv4. */
export function addressBytes(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from(text.split('.'), Number);
  const [head = '', tail] = text.split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = Array.from({ length: 16 - before.length - after.length }, () => 0);
  const bytes = Uint8Array.from([...before, ...(tail === undefined ? [] : zeros), ...after]);
  const isInner = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isInner ? bytes.subarray(12) : bytes;
}

/** Groups of two bytes; the last may be an address of IPv4. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
