/**
 * The published ML-Mamba family (arXiv 2407.19832 and the registry of its code; docs/family.md): which vision encoders, projectors, ways of
 * resizing and language models there are, where their weights are published, and what a person may choose. Data only.
 */
import * as v from "valibot";
import { bitWidths, projectorKinds, type Preprocess } from "./manifest-schema.ts";

export type Rgb = readonly [number, number, number];

/** A vision transformer as timm builds it; weights under timm's names. */
export interface VisionTransformerSpec {
  readonly name: string;
  /** Repository on the hub; its `model.safetensors` holds the weights. */
  readonly repository: string;
  readonly patch: number;
  readonly width: number;
  /** All blocks that the checkpoint has; features are the output of the last but one, without the final norm. */
  readonly depth: number;
  readonly heads: number;
  readonly hidden: number;
  /** Whether a class token comes first, and how many registers follow it. Neither is a feature. */
  readonly classToken: boolean;
  readonly registers: number;
  /** Which tokens have a position: the patches alone, or the class token before them too. */
  readonly positions: "patches" | "all";
  /** Rows and columns of the position grid that the weights hold. */
  readonly positionGrid: number;
  /** A norm before the first block, and no bias in the patch embedding (CLIP). */
  readonly preNorm: boolean;
  readonly layerScale: boolean;
  readonly activation: "gelu" | "quick-gelu";
  readonly epsilon: number;
  readonly mean: Rgb;
  readonly std: Rgb;
  /** Share of the shorter edge that `resize-crop` and `letterbox` keep. */
  readonly crop: number;
}

const imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const half = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
const openai = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
} as const;

const base = { width: 768, depth: 12, heads: 12, hidden: 3072 } as const;
const large = { width: 1024, depth: 24, heads: 16, hidden: 4096 } as const;
const so400m = { width: 1152, depth: 27, heads: 16, hidden: 4304 } as const;
const plain = { preNorm: false, layerScale: false, activation: "gelu", epsilon: 1e-6, crop: 1 } as const;

const dinov2: VisionTransformerSpec = {
  name: "DINOv2 ViT-L/14 with registers",
  repository: "timm/vit_large_patch14_reg4_dinov2.lvd142m",
  patch: 14,
  ...large,
  ...plain,
  ...imagenet,
  classToken: true,
  registers: 4,
  positions: "patches",
  positionGrid: 37,
  layerScale: true,
};

function siglip(name: string, repository: string, patch: number, grid: number, size: typeof base | typeof so400m) {
  const tokens = { classToken: false, registers: 0, positions: "patches", positionGrid: grid } as const;
  return { name, repository, patch, ...size, ...plain, ...half, ...tokens } satisfies VisionTransformerSpec;
}

function clip(
  name: string,
  repository: string,
  patch: number,
  grid: number,
  size: typeof base | typeof large,
): VisionTransformerSpec {
  return {
    name,
    repository,
    patch,
    ...size,
    ...plain,
    ...openai,
    classToken: true,
    registers: 0,
    positions: "all",
    positionGrid: grid,
    preNorm: true,
    activation: "quick-gelu",
    epsilon: 1e-5,
  };
}

const clipLarge336 = clip("CLIP ViT-L/14", "timm/vit_large_patch14_clip_336.openai", 14, 24, large);
const siglipSo384 = siglip("SigLIP SO400M/14", "timm/vit_so400m_patch14_siglip_384.webli", 14, 27, so400m);

export interface VisionBackbone {
  /** Edge of the square that the encoders see, in pixels. */
  readonly size: number;
  /** One, or a pair whose features are laid side by side. */
  readonly encoders: readonly VisionTransformerSpec[];
}

/** By the names of the published registry. */
export const visionBackbones = {
  "dinosiglip-vit-so-384px": { size: 384, encoders: [dinov2, siglipSo384] },
  /* The published code leaves CLIP's activation exact in this pair, where the model alone gets the quick one it was trained with. */
  "dinoclip-vit-l-336px": { size: 336, encoders: [dinov2, { ...clipLarge336, activation: "gelu" }] },
  "dinov2-vit-l": { size: 224, encoders: [dinov2] },
  "siglip-vit-so400m": {
    size: 224,
    encoders: [siglip("SigLIP SO400M/14", "timm/vit_so400m_patch14_siglip_224.webli", 14, 16, so400m)],
  },
  "siglip-vit-so400m-384px": { size: 384, encoders: [siglipSo384] },
  "siglip-vit-b16-224px": {
    size: 224,
    encoders: [siglip("SigLIP ViT-B/16", "timm/vit_base_patch16_siglip_224.webli", 16, 14, base)],
  },
  "siglip-vit-b16-256px": {
    size: 256,
    encoders: [siglip("SigLIP ViT-B/16", "timm/vit_base_patch16_siglip_256.webli", 16, 16, base)],
  },
  "siglip-vit-b16-384px": {
    size: 384,
    encoders: [siglip("SigLIP ViT-B/16", "timm/vit_base_patch16_siglip_384.webli", 16, 24, base)],
  },
  "clip-vit-b": {
    size: 224,
    encoders: [{ ...clip("CLIP ViT-B/16", "timm/vit_base_patch16_clip_224.openai", 16, 14, base), crop: 0.9 }],
  },
  "clip-vit-l": {
    size: 224,
    encoders: [clip("CLIP ViT-L/14", "timm/vit_large_patch14_clip_224.openai", 14, 16, large)],
  },
  "clip-vit-l-336px": { size: 336, encoders: [clipLarge336] },
  "in1k-vit-l": {
    size: 224,
    encoders: [
      {
        name: "ViT-L/16",
        repository: "timm/vit_large_patch16_224.augreg_in21k_ft_in1k",
        patch: 16,
        ...large,
        ...plain,
        ...half,
        classToken: true,
        registers: 0,
        positions: "all",
        positionGrid: 14,
      },
    ],
  },
} as const satisfies Record<string, VisionBackbone>;

export type VisionBackboneId = keyof typeof visionBackbones;
export const visionBackboneIds = Object.keys(visionBackbones) as [VisionBackboneId, ...VisionBackboneId[]];

/** The ways of the published code to make an image square. */
export const resizeStrategies = ["resize-naive", "resize-crop", "letterbox"] as const;

/** Mamba-2 of the published sizes: the vocabulary of GPT-NeoX padded to a multiple of 16, state 128, heads of 64, expansion 2. */
export const languageModels = {
  "mamba2-130m": { repository: "state-spaces/mamba2-130m", layers: 24, dModel: 768 },
  "mamba2-370m": { repository: "state-spaces/mamba2-370m", layers: 48, dModel: 1024 },
  "mamba2-780m": { repository: "state-spaces/mamba2-780m", layers: 48, dModel: 1536 },
  "mamba2-1.3b": { repository: "state-spaces/mamba2-1.3b", layers: 48, dModel: 2048 },
  "mamba2-2.7b": { repository: "state-spaces/mamba2-2.7b", layers: 64, dModel: 2560 },
} as const;
export type LanguageModelId = keyof typeof languageModels;

/** The vocabulary of the GPT-NeoX tokenizer, and its padded size in the published models. */
export const neoxVocabulary = { tokens: 50_277, padded: 50_288, endOfText: 0 } as const;

/**
 * How the weights are to be stored. `matrices`: those of the connector and the language model; `tokens`: token embedding and head;
 * `encoders`: those of the vision encoders; each in bits, 16 and 32 being floating point. `block`: weights that share a scale.
 * `zeroPoints`: whether each block of 4 or 8 bits has a zero point of its own (asymmetric).
 */
export const precisionSchema = v.strictObject({
  matrices: v.picklist(bitWidths),
  tokens: v.picklist(bitWidths),
  encoders: v.picklist(bitWidths),
  block: v.picklist([16, 32, 64, 128, 256]),
  zeroPoints: v.boolean(),
});
export type Precision = v.InferOutput<typeof precisionSchema>;

/** What a person chooses from: bits of most weights. */
export const precisions = {
  4: { matrices: 4, tokens: 8, encoders: 8, block: 128, zeroPoints: false },
  8: { matrices: 8, tokens: 8, encoders: 8, block: 128, zeroPoints: false },
  16: { matrices: 16, tokens: 16, encoders: 16, block: 128, zeroPoints: false },
  32: { matrices: 32, tokens: 32, encoders: 32, block: 128, zeroPoints: false },
} as const satisfies Record<number, Precision>;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** What is built: a model that sees (`vision`), or a language model by itself. */
export const familyRecipeSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  name: text,
  license: text,
  vision: v.nullable(
    v.strictObject({
      backbone: v.picklist(visionBackboneIds),
      resize: v.picklist(resizeStrategies),
      projector: v.picklist(projectorKinds),
    }),
  ),
  precision: precisionSchema,
});
export type FamilyRecipe = v.InferOutput<typeof familyRecipeSchema>;

/** The published ML-Mamba 3B. */
export const mlMamba3b = {
  id: "ml-mamba-3b",
  version: "1.0.0",
  name: "ML-Mamba 3B",
  license: "MIT",
  vision: { backbone: "dinosiglip-vit-so-384px", resize: "resize-naive", projector: "fused-gelu-mlp" },
  precision: precisions[4],
} as const satisfies FamilyRecipe;

/** The published code's `arch_specifier` ("no-align+fused-gelu-mlp") as a projector; undefined for one that is not of the family. */
export function projectorOf(specifier: string): (typeof projectorKinds)[number] | undefined {
  const name = specifier.split("+").at(-1);
  return projectorKinds.find((kind) => kind === name);
}

/** How a picture becomes the input of one of a backbone's encoders. */
export function encoderPreprocess(
  { mean, std, crop }: Pick<VisionTransformerSpec, "mean" | "std" | "crop">,
  edge: number,
  resize: (typeof resizeStrategies)[number],
): Preprocess {
  return {
    size: [edge, edge],
    resize: resize === "letterbox" ? "letterbox-square" : resize,
    fill: mean.map((value) => Math.trunc(value * 255)) as [number, number, number],
    mean: [...mean],
    std: [...std],
    ...(crop === 1 ? {} : { crop }),
  };
}
