// Bundles each process of the house into one file under dist/. Native modules stay outside the bundles.
import * as esbuild from "esbuild";

const quiet = process.argv.includes("--quiet");
const entryPoints = {
  cli: "src/cli/main.ts",
  worker: "src/worker/main.ts",
  packer: "src/packer/main.ts",
};

await esbuild.build({
  entryPoints,
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  minify: false,
  logLevel: quiet ? "warning" : "info",
  external: ["onnxruntime-node", "sharp", "vscode"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
