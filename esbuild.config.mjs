// Bundles each process of the house into one file under dist/. Native modules stay outside the bundles.
import * as esbuild from "esbuild";

const quiet = process.argv.includes("--quiet");
/** @type {esbuild.BuildOptions} */
const node = {
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
};

await Promise.all([
  esbuild.build({ ...node, entryPoints: { cli: "src/cli/main.ts", packer: "src/packer/main.ts" } }),
  /* The thread that parses documents: for the command line and, in an extension host, for the editor. */
  esbuild.build({
    ...node,
    entryPoints: { documents: "src/documents/main.ts" },
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    minify: true,
    sourcemap: false,
    banner: {},
    /* Svelte's compiler asks where it lies, to find its own files, which parsing does not need. */
    define: { "import.meta.url": '"file:///documents.cjs"' },
  }),
  /* In three files, because a bundle imports its native modules first: the worker outlives the failure of its server to load. */
  esbuild.build({
    ...node,
    entryPoints: { worker: "src/worker/main.ts", "worker-server": "src/worker/server.ts" },
    splitting: true,
    chunkNames: "worker-shared",
  }),
  /* The extension host: CommonJS, what every editor from 1.105 on loads; the client and what it needs is evaluated when it is first used. */
  esbuild.build({
    ...node,
    entryPoints: { extension: "src/host/extension.ts" },
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    minify: true,
    keepNames: true,
    banner: {},
  }),
  /* The panel, and beside it its style sheet and the icon font. */
  esbuild.build({
    outdir: "dist",
    entryPoints: {
      webview: "src/webview/main.tsx",
      /* Pages of their own: the review of alt texts, and the one that draws a Mermaid diagram when one is asked about. */
      review: "src/webview/review/main.tsx",
      diagram: "src/webview/diagram/main.ts",
    },
    bundle: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    minify: true,
    sourcemap: false,
    legalComments: "none",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    tsconfig: "src/webview/tsconfig.json",
    logLevel: node.logLevel,
  }),
]);
