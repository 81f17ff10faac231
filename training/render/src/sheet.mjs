/** A montage of screens with the boxes of their texts, to look at. */
import sharp from "sharp";

/**
 * @param {readonly { image: Buffer, width: number, height: number, texts: readonly { box: number[] }[], label: string }[]} screens
 * @param {string} path of the PNG
 * @param {{ columns?: number, cell?: number }} [size]
 */
export async function writeSheet(screens, path, { columns = 3, cell = 620 } = {}) {
  const tiles = [];
  /** @type {number[]} */
  const heights = [];
  for (const screen of screens) {
    const scale = cell / screen.width;
    const rects = screen.texts
      .map(
        (t, i) =>
          `<rect x="${t.box[0]}" y="${t.box[1]}" width="${t.box[2]}" height="${t.box[3]}" fill="none" stroke="${i % 2 ? "#f0f" : "#0a0"}" stroke-width="1.4"/>`,
      )
      .join("");
    const drawn = await sharp(screen.image)
      .composite([
        {
          input: Buffer.from(
            `<svg xmlns="http://www.w3.org/2000/svg" width="${screen.width}" height="${screen.height}">${rects}</svg>`,
          ),
          left: 0,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    const height = Math.round(screen.height * scale);
    tiles.push(
      await sharp(drawn)
        .resize(cell - 6, height)
        .png()
        .toBuffer(),
    );
    heights.push(height);
  }
  const tops = Array.from({ length: columns }, () => 0);
  const placed = tiles.map((input, i) => {
    const column = tops.indexOf(Math.min(...tops));
    const at = { input, left: column * cell, top: tops[column] };
    tops[column] += heights[i] + 8;
    return at;
  });
  await sharp({ create: { width: columns * cell, height: Math.max(...tops), channels: 3, background: "#888" } })
    .composite(placed)
    .png()
    .toFile(path);
}
