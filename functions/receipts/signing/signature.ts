import { InvariantBroken } from '../../kernel/result.ts';

/** Bytes of r and of s on P-256. */
const HALF = 32;

/**
 * An ECDSA signature on P-256 as JWS has it: r and s at full length, one after the other (RFC 7518, 3.4). Key services
 * give it as DER, where both are integers without needless zeros.
 * @throws InvariantBroken for anything that is not such a signature.
 */
export function joseSignature(der: Uint8Array): Uint8Array {
  const bytes = [...der];
  const take = (count: number) => {
    const taken = bytes.splice(0, count);
    if (taken.length !== count) throw new InvariantBroken('a signature ends early');
    return taken;
  };
  const expect = (tag: number) => {
    if (take(1)[0] !== tag) throw new InvariantBroken('a signature is no DER');
    // The whole is at most 70 bytes on this curve, so that lengths are one byte.
    return take(1)[0] ?? 0;
  };
  const integer = () => {
    const value = take(expect(0x02));
    while (value[0] === 0 && value.length > HALF) value.shift();
    if (value.length > HALF) throw new InvariantBroken('a signature is of another curve');
    return [...Array<number>(HALF - value.length).fill(0), ...value];
  };
  if (expect(0x30) !== bytes.length) throw new InvariantBroken('a signature has another length than it says');
  const joined = Uint8Array.from([...integer(), ...integer()]);
  if (bytes.length > 0) throw new InvariantBroken('a signature goes on after its end');
  return joined;
}
