/**
 * Byte-level BPE's alphabet (GPT-2, `bytes_to_unicode`): every byte has a printable character in the vocabulary. Printable
 * Latin-1 bytes stand for themselves, the others follow from U+0100 in the order of their value.
 */
const byteOfCharacter: ReadonlyMap<string, number> = (() => {
  const isPrintable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  const map = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    map.set(String.fromCodePoint(isPrintable(byte) ? byte : next++), byte);
  }
  return map;
})();

/** The bytes that a vocabulary entry of a byte-level BPE stands for; an entry outside the alphabet is plain text (UTF-8). */
export function tokenBytes(entry: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of entry) {
    const byte = byteOfCharacter.get(character);
    if (byte === undefined) return new TextEncoder().encode(entry);
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
