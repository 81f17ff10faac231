/** The manifest of a pack from the checkpoint's configuration and the files that were written. */
import { stateTensors, type PackManifest } from "../shared/manifest.ts";
import type { CheckpointConfig } from "./checkpoint-config.ts";
import { styleWidth } from "../model/line-style.ts";
import { geometryWidth } from "./line-encoder.ts";
import type { Storage } from "./piece.ts";

export function manifestOf(config: CheckpointConfig, files: PackManifest["files"], storage: Storage): PackManifest {
  const { pack, line, visionGrid: grid, visualPool: pool } = config;
  const lm = config.lm.dims;
  return {
    schema: 1,
    id: pack.id,
    version: pack.version,
    name: pack.name,
    license: pack.license,
    architecture: {
      family: "ml-mamba",
      lm,
      visualTokens: (grid / pool) ** 2,
      vision: {
        encoder: pack.encoder,
        featureWidth: config.visionWidth,
        grid: [grid, grid],
        pool,
        msc: { variant: config.msc.variant, layers: config.msc.layers },
      },
      lines: {
        cropHeight: line.cropHeight,
        cropWidth: line.cropWidth,
        geometryWidth,
        styleWidth,
        msc: { variant: config.lineMsc.variant, layers: config.lineMsc.layers },
      },
    },
    files,
    preprocess: pack.preprocess,
    tokens: pack.tokens,
    prompt: pack.prompt,
    ocr: pack.ocr,
    states: stateTensors(lm),
    capabilities: pack.capabilities,
    quantisation: quantisationOf(storage),
    measured: pack.measured,
    ...(pack.unsureBelow === undefined ? {} : { unsureBelow: pack.unsureBelow }),
  };
}

function quantisationOf(storage: Storage): PackManifest["quantisation"] {
  switch (storage.kind) {
    case "quantised":
      return { bits: storage.bits, block: storage.block, convolutions: "float16" };
    case "float16":
      return { bits: 16, block: 1, convolutions: "float16" };
    case "dynamic":
    case "float32":
      return { bits: 32, block: 1, convolutions: "float32" };
  }
}
