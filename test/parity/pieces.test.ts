/** Every piece but the language model against PyTorch: encoder, MSC, SwiGLU, projector, connector, line encoder. */
import * as v from "valibot";
import { styleWidth } from "../../src/model/line-style.ts";
import { parsePart } from "../../src/packer/checkpoint-config.ts";
import { connector } from "../../src/packer/connector.ts";
import { efficientNet } from "../../src/packer/efficientnet.ts";
import type { GraphBuilder } from "../../src/packer/graph.ts";
import { lineEncoder } from "../../src/packer/line-encoder.ts";
import { gridOrders, listOrders, msc } from "../../src/packer/msc.ts";
import type { Piece } from "../../src/packer/piece.ts";
import { projector } from "../../src/packer/projector.ts";
import { swiglu } from "../../src/packer/swiglu.ts";
import { assertClose, readFixture, sessionOf, type Tensors } from "./fixture.ts";

const tolerance = 1e-4;

/** Runs every case of a fixture that `suits`, through one session. */
async function compare(
  name: string,
  write: (piece: Piece, config: Record<string, unknown>) => void,
  suits: (inputs: Tensors) => boolean = () => true,
): Promise<void> {
  const { config, cases, weights } = readFixture(name);
  const session = await sessionOf(weights, (piece) => {
    write(piece, config);
  });
  const suiting = cases.filter(({ inputs }) => suits(inputs));
  if (suiting.length === 0) throw new Error(`${name}: no case suits`);
  for (const { inputs, expected } of suiting) {
    const wanted = Object.fromEntries(session.inputNames.map((input) => [input, inputs[input]!]));
    const outputs = await session.run(wanted);
    for (const [output, tensor] of Object.entries(expected)) assertClose(outputs[output], tensor, tolerance, output);
  }
}

const tokens = (graph: GraphBuilder, width: number) => graph.input("x", "float32", [1, "length", width]);
const number = (value: unknown): number => v.parse(v.number(), value);

describe("pieces", () => {
  it("encoder: EfficientNet-Lite with asymmetric padding, expansion 1 and residuals", async () => {
    await compare("encoder", (piece, config) => {
      const pixels = piece.graph.input("pixels", "float32", [1, 3, 32, 32]);
      const features = efficientNet(piece, parsePart.encoder(config), pixels);
      piece.graph.output(features, "float32", [1, "cells", "width"], "features");
    });
  });

  for (const variant of ["bidirectional", "cross"] as const) {
    it(`MSC ${variant} on a grid`, async () => {
      const onGrid = (inputs: Tensors) => !("column_order" in inputs);
      const write = (piece: Piece, config: Record<string, unknown>) => {
        const dims = parsePart.msc(config["msc"]);
        const side = number(config["grid"]);
        const y = msc(piece, "msc", tokens(piece.graph, dims.dModel), gridOrders(piece, variant, [side, side]), dims);
        piece.graph.output(y, "float32", [1, "length", dims.dModel], "y");
      };
      await compare(`msc-${variant}`, write, onGrid);
    });

    it(`MSC ${variant} on lists of any length`, async () => {
      const onList = (inputs: Tensors) => "column_order" in inputs;
      const write = (piece: Piece, config: Record<string, unknown>) => {
        const dims = parsePart.msc(config["msc"]);
        const x = tokens(piece.graph, dims.dModel);
        const order = piece.graph.input("column_order", "int64", ["length"]);
        const y = msc(piece, "msc", x, listOrders(piece, variant, order), dims);
        piece.graph.output(y, "float32", [1, "length", dims.dModel], "y");
      };
      await compare(`msc-${variant}`, write, onList);
    });
  }

  it("SwiGLU", async () => {
    await compare("swiglu", (piece, config) => {
      const width = number(config["width"]);
      piece.graph.output(
        swiglu(piece, "swiglu", tokens(piece.graph, width), width),
        "float32",
        [1, "length", width],
        "y",
      );
    });
  });

  it("projector of three layers", async () => {
    await compare("projector", (piece, config) => {
      const widths = v.parse(v.array(v.number()), config["widths"]);
      const y = projector(piece, "projector.projector", tokens(piece.graph, widths[0]!), widths);
      piece.graph.output(y, "float32", [1, "length", widths.at(-1)!], "y");
    });
  });

  it("connector: from features to visual embeddings", async () => {
    await compare("connector", (piece, config) => {
      const dims = {
        featureWidth: number(config["vision_width"]),
        grid: number(config["vision_grid"]),
        pool: number(config["visual_pool"]),
        msc: parsePart.msc(config["msc"]),
        dModel: parsePart.lm(config["lm"]).dims.dModel,
      };
      const features = piece.graph.input("features", "float32", [1, dims.grid ** 2, dims.featureWidth]);
      piece.graph.output(connector(piece, dims, features), "float32", [1, "tokens", dims.dModel], "visual");
    });
  });

  it("line encoder: crops, texts (one empty), geometry, looks, column order", async () => {
    await compare("lines", (piece, config) => {
      const { graph } = piece;
      const { dModel, vocabSize } = parsePart.lm(config["lm"]).dims;
      const dims = { ...parsePart.line(config["line"]), msc: parsePart.msc(config["line_msc"]), dModel, vocabSize };
      const lines = lineEncoder(piece, dims, {
        crops: graph.input("crops", "float32", ["lines", 3, dims.cropHeight, dims.cropWidth]),
        geometry: graph.input("geometry", "float32", ["lines", 6]),
        style: graph.input("style", "float32", ["lines", styleWidth]),
        textIds: graph.input("text_ids", "int64", ["lines", "tokens"]),
        textMask: graph.input("text_mask", "float32", ["lines", "tokens"]),
        columnOrder: graph.input("column_order", "int64", ["lines"]),
      });
      graph.output(lines, "float32", ["lines", dModel], "line_embeds");
    });
  });
});
