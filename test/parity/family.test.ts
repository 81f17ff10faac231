/** The published family's encoders against timm, its connectors against the paper's equations (training/make_family_fixtures.py). */
import * as v from "valibot";
import { familyConnector, visualTokensOf } from "../../src/packer/family-connector.ts";
import { blocksUsed, visionTransformer } from "../../src/packer/vision-transformer.ts";
import { projectorKinds } from "../../src/shared/manifest.ts";
import { assertClose, readFixture, sessionOf } from "./fixture.ts";

const tolerance = 1e-4;
const size = v.number();

const visionSchema = v.object({
  patch: size,
  width: size,
  depth: size,
  heads: size,
  hidden: size,
  classToken: v.boolean(),
  registers: size,
  positionGrid: size,
  preNorm: v.boolean(),
  positions: v.picklist(["patches", "all"]),
  layerScale: v.boolean(),
  activation: v.picklist(["gelu", "quick-gelu"]),
  epsilon: v.number(),
  size,
});

const connectorSchema = v.object({
  widths: v.array(size),
  grid: size,
  dModel: size,
  dState: size,
  headDim: size,
  projector: v.picklist(projectorKinds),
});

describe("the published family", () => {
  for (const name of ["dinov2", "siglip", "clip", "in1k"]) {
    it(`vision transformer as timm's: ${name}`, async () => {
      const { config, cases, weights } = readFixture(`vision-${name}`, "family");
      const dims = v.parse(visionSchema, config);
      const session = await sessionOf(weights, (piece) => {
        const pixels = piece.graph.input("pixels", "float32", [1, 3, dims.size, dims.size]);
        const features = visionTransformer(piece, dims, pixels, dims.size);
        piece.graph.output(features, "float32", [1, "patches", dims.width], "features");
        weights.skip((tensor) => tensor.startsWith(`blocks.${blocksUsed(dims)}.`));
      });
      const [{ inputs, expected }] = cases as [(typeof cases)[number]];
      assertClose((await session.run(inputs))["features"], expected["features"], tolerance, "features");
    });
  }

  for (const projector of projectorKinds) {
    it(`connector: two encoders, mlp, bidirectional scan, ${projector}`, async () => {
      const { config, cases, weights } = readFixture(`connector-${projector}`, "family");
      const { widths, grid, ...dims } = v.parse(connectorSchema, config);
      const dInner = 2 * dims.dModel;
      const mixer = { ...dims, dInner, nHeads: dInner / dims.headDim, convKernel: 4 };
      const session = await sessionOf(weights, (piece) => {
        const features = widths.map((width, n) =>
          piece.graph.input(n === 0 ? "features" : `features${n + 1}`, "float32", [1, grid ** 2, width]),
        );
        const visual = familyConnector(piece, { widths, grid, mixer, projector }, features);
        piece.graph.output(visual, "float32", [1, visualTokensOf({ grid, projector }), dims.dModel], "visual");
      });
      const [{ inputs, expected }] = cases as [(typeof cases)[number]];
      assertClose((await session.run(inputs))["visual"], expected["visual"], tolerance, "visual");
    });
  }
});
