/** Tar archives, good ones and bad ones, header by header (POSIX ustar). */

export interface TarEntry {
  readonly name: string;
  readonly content?: Uint8Array;
  /** Type flag; a plain file is "0". */
  readonly type?: string;
  readonly link?: string;
  /** What the header says instead of the content's length. */
  readonly size?: number;
}

export function tarOf(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap(
    ({ name, content = new Uint8Array(0), type = "0", link = "", size = content.length }) => {
      const header = Buffer.alloc(512);
      header.write(name, 0, 100, "latin1");
      header.write("0000644\0", 100);
      header.write("0000000\0", 108);
      header.write("0000000\0", 116);
      if (size < 8 ** 11) header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
      else {
        header[124] = 0x80;
        header.writeBigUInt64BE(BigInt(size), 128);
      }
      header.write("00000000000\0", 136);
      header.write("        ", 148);
      header.write(type, 156);
      header.write(link, 157, 100, "latin1");
      header.write("ustar\u000000", 257, "latin1");
      const sum = header.reduce((total, byte) => total + byte, 0);
      header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
      return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
    },
  );
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
