// The arrows of the house (docs/architecture.md): what each room under src/ may import.
const rooms = {
  shared: [],
  model: ["shared"],
  packer: ["model", "shared"],
  worker: ["model", "shared"],
  documents: ["shared"],
  client: ["shared"],
  host: ["client", "shared"],
  webview: ["shared"],
  cli: ["client", "shared"],
};

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `arrow-of-${room}`,
      comment: `src/${room} may import only: ${[room, ...allowed].join(", ")}`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: "^src/", pathNot: `^src/(${[room, ...allowed].join("|")})/` },
    })),
    {
      name: "model-is-pure",
      comment: "src/model and src/shared hold pure functions: no file, no session, no clock",
      severity: "error",
      from: { path: "^src/(model|shared)/" },
      to: { path: "^(node:)?(fs|fs/promises|child_process|worker_threads|net|http|https|os)$|onnxruntime-node|sharp" },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types"],
    },
  },
};
