/**
 * Serves a folder as a hub on the loopback interface, for rehearsals of an import (training/make_random_checkpoint.py makes such a folder):
 *
 *     npx tsx bench/serve-hub.ts DIR [--port 8642] [--mbps 100] [--cut-every 50]
 *     HF_ENDPOINT=http://127.0.0.1:8642 npm run ml-mamba -- pack import ml-mamba-3b
 *
 * `--mbps`: megabytes a second, for all; `--cut-every`: breaks every n-th connection in the middle of a range.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { HubServer, type Content, type ServedRepository } from "../test/support/hub-server.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string", default: "8642" },
    mbps: { type: "string" },
    "cut-every": { type: "string" },
  },
});
const [root] = positionals;
if (root === undefined) throw new Error("Give the folder to serve");

/** Small files are held in memory, as the server wants them. */
const inMemory = 4096;

async function contentOf(path: string): Promise<Content> {
  if ((await stat(path)).size < inMemory) return readFile(path);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 22 }), hash);
  return { path, sha256: hash.digest("hex") };
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const repositories: Record<string, ServedRepository> = {};
for (const owner of await readdir(root)) {
  for (const name of await readdir(join(root, owner))) {
    const dir = join(root, owner, name);
    const files: Record<string, Content> = {};
    for (const path of await filesBelow(dir)) files[relative(dir, path)] = await contentOf(path);
    repositories[`${owner}/${name}`] = { files, license: "apache-2.0" };
    process.stdout.write(`${owner}/${name}: ${Object.keys(files).join(", ")}\n`);
  }
}
const server = await HubServer.start(repositories, Number(values.port));
if (values.mbps !== undefined) server.bytesPerSecond = Number(values.mbps) * 1e6;
const cutEvery = Number(values["cut-every"] ?? 0);
let connections = 0;
server.fault = ({ from, method }) =>
  cutEvery > 0 && from === "storage" && method === "GET" && ++connections % cutEvery === 0
    ? { kind: "cut", after: 5_000_000 }
    : undefined;
process.stdout.write(`HF_ENDPOINT=${server.endpoint}\n`);
