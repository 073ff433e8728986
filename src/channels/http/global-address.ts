// T5: which IP addresses are of the public internet. IPv4 is everything but what IANA keeps for other purposes; IPv6 is only
// the part that is handed out as global unicast, without the ranges in it that lead elsewhere or carry an IPv4 address.
import { isIPv4, isIPv6 } from 'node:net';

type Range = { readonly bytes: readonly number[]; readonly bits: number };

const range = (text: string): Range => {
  const [address = '', bits] = text.split('/');
  return { bytes: bytesOf(address) ?? [], bits: Number(bits) };
};

const special4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8',
  '100.64.0.0/10', // shared by carriers; some clouds' metadata
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure's metadata, though its address looks public
  '169.254.0.0/16', // link-local: most clouds' metadata
  '172.16.0.0/12',
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
].map(range);

const global6 = range('2000::/3');

const special6 = [
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
].map(range);

/** Of an address as the resolver gives it. Anything else is none. */
export function isGlobalAddress(address: string): boolean {
  const bytes = bytesOf(address);
  if (bytes === null) return false;
  if (bytes.length === 4) return !special4.some((one) => contains(one, bytes));
  return contains(global6, bytes) && !special6.some((one) => contains(one, bytes));
}

function contains({ bytes, bits }: Range, address: readonly number[]): boolean {
  return bytes.every((byte, index) => {
    const mask = 0xff & ~(0xff >> Math.min(Math.max(bits - index * 8, 0), 8));
    return (byte & mask) === ((address[index] ?? 0) & mask);
  });
}

function bytesOf(address: string): number[] | null {
  if (isIPv4(address)) return address.split('.').map(Number);
  if (!isIPv6(address) || address.includes('%')) return null;
  const [head = '', tail] = address.split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : 16 - left.length - right.length;
  return [...left, ...Array.from({ length: zeros }, () => 0), ...right];
}

/** The last of them may be written as IPv4. */
function groupsOf(text: string): number[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => (group.includes('.') ? group.split('.').map(Number) : twoBytes(Number.parseInt(group, 16))));
}

function twoBytes(group: number): number[] {
  return [group >> 8, group & 0xff];
}
