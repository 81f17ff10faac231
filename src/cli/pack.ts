/** `pack build`, `import`, `list`, `verify`, `errors` and `remove`. */
import { Option, type Command } from "commander";
import { PackerClient } from "../client/packer-client.ts";
import type { PackProgress, PackSummary } from "../shared/packer-protocol.ts";
import { withInterrupt } from "./interrupt.ts";
import { errorTable, readErrors } from "./pack-errors.ts";
import { addPackImport } from "./pack-import.ts";
import { addPackList, addPackRemove } from "./pack-list.ts";
import { packerPath } from "./paths.ts";
import type { Output } from "./reporter.ts";
import { packDirOf, storeOf } from "./store.ts";

interface PackOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

interface BuildOptions extends PackOptions {
  readonly out: string;
  readonly bits: "4" | "8" | "16" | "32";
}

const bitsOf = { "4": 4, "8": 8, "16": 16, "32": 32 } as const;

export function addPackCommands(program: Command, out: Output, err: Output): void {
  const pack = program.command("pack").description("make and check model packs");
  pack
    .command("build")
    .description("turn a checkpoint (model.safetensors, config.json, tokenizer.json, card.md, LICENSE) into a pack")
    .argument("<dir>", "folder of the checkpoint")
    .requiredOption("--out <dir>", "folder of the pack; it must not exist yet")
    .addOption(new Option("--bits <n>", "bits of a weight").choices(["4", "8", "16", "32"]).default("8"))
    .option("--json", "print the outcome as JSON", false)
    .option("--quiet", "print nothing but errors", false)
    .action((dir: string, options: BuildOptions) =>
      run(options, (packer, signal) => packer.build({ dir, out: options.out, bits: bitsOf[options.bits] }, signal)),
    );
  addPackImport(pack, out, err);
  addPackList(pack, out);
  pack
    .command("verify")
    .description("check a pack's manifest, files, checksums and graphs")
    .argument("<pack>", "folder of the pack, or the name of an imported one")
    .option("--store <dir>", "folder of the imported packs")
    .option("--json", "print the outcome as JSON", false)
    .option("--quiet", "print nothing but errors", false)
    .action(async (name: string, options: PackOptions & { readonly store?: string }) => {
      const dir = await packDirOf(name, storeOf(options.store));
      await run(options, (packer, signal) => packer.verify(dir, signal));
    });
  addPackRemove(pack, out);

  pack
    .command("errors")
    .description("print how each tensor of a pack is stored, and what it lost")
    .argument("<pack>", "folder of the pack, or the name of an imported one")
    .option("--store <dir>", "folder of the imported packs")
    .option("--json", "print one JSON object", false)
    .action(async (name: string, options: Pick<PackOptions, "json"> & { readonly store?: string }) => {
      const errors = await readErrors(await packDirOf(name, storeOf(options.store)));
      out.stream.write(options.json ? `${JSON.stringify({ type: "errors", errors })}\n` : errorTable(errors));
    });

  async function run(
    options: PackOptions,
    work: (packer: PackerClient, signal: AbortSignal) => Promise<PackSummary>,
  ): Promise<void> {
    const shows = err.isTerminal && !options.quiet;
    const onProgress = ({ step, fraction }: PackProgress): void => {
      if (shows) err.stream.write(`\r\u001b[K${step} … ${Math.round(fraction * 100)} %`);
    };
    await using packer = new PackerClient({ modulePath: packerPath }, onProgress);
    try {
      const summary = await withInterrupt((signal) => work(packer, signal));
      if (shows) err.stream.write("\r\u001b[K");
      if (options.json) out.stream.write(`${JSON.stringify({ type: "pack", ...summary })}\n`);
      else if (!options.quiet) out.stream.write(describeSummary(summary));
    } catch (error) {
      if (shows) err.stream.write("\r\u001b[K");
      throw error;
    }
  }
}

function describeSummary({ name, id, version, bits, bytes, files, operators }: PackSummary): string {
  const megabytes = (size: number): string =>
    size < 1e9 ? `${(size / 1e6).toFixed(size < 1e6 ? 3 : 1)} MB` : `${(size / 1e9).toFixed(2)} GB`;
  const lines = [
    `${name} (${id} ${version}), ${bits} bits, ${megabytes(bytes)}`,
    ...files.map((file) => `  ${file.path.padEnd(20)} ${megabytes(file.bytes)}`),
    `  operators: ${operators.join(", ")}`,
  ];
  return `${lines.join("\n")}\n`;
}
