/** `pack import`: a model from the hub, from disk or from an address into the store. */
import { Option, type Command } from "commander";
import { PackImporter, type ImportRequest, type RunningImport } from "../client/pack-importer.ts";
import { UserError } from "../shared/errors.ts";
import { resizeStrategies, visionBackboneIds } from "../shared/family.ts";
import type { ImportHints, ImportResult } from "../shared/import-protocol.ts";
import { bitWidths, projectorKinds } from "../shared/manifest.ts";
import { describePlan, HumanImportReporter, JsonImportReporter } from "./import-report.ts";
import { importSource, sourceKinds, type SourceKind } from "./import-source.ts";
import { withInterrupt } from "./interrupt.ts";
import { packerPath } from "./paths.ts";
import type { Output } from "./reporter.ts";
import { storeOf } from "./store.ts";
import { bytesText } from "../shared/units.ts";

interface ImportOptions extends ImportHints {
  readonly from?: SourceKind;
  readonly precision: string;
  readonly out?: string;
  readonly store?: string;
  readonly keep?: string;
  readonly replace: boolean;
  readonly plan: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

export function addPackImport(pack: Command, out: Output, err: Output): void {
  pack
    .command("import")
    .description(
      "make a pack of a published model, a checkpoint or a ready pack; the same command goes on after an interruption",
    )
    .argument("<what>", "ml-mamba-3b, owner/name[@revision][#file] on the hub, a folder or file, an address of a .tar")
    .addOption(
      new Option("--from <kind>", "what the argument is, where it could be several things").choices(sourceKinds),
    )
    .addOption(new Option("--precision <n>", "bits of most weights").choices(bitWidths.map(String)).default("4"))
    .option("--out <dir>", "folder of the pack instead of the store; it must not exist yet")
    .option("--store <dir>", "folder of the imported packs")
    .option("--keep <dir>", "keep the downloaded files in this folder, and use those that are there")
    .option("--replace", "replace an installed pack of the same name and version", false)
    .option("--plan", "only say what would be done: sizes, licences, disk and memory", false)
    .addOption(
      new Option("--vision <id>", "vision encoder that the checkpoint was trained with").choices(visionBackboneIds),
    )
    .addOption(new Option("--resize <way>", "how its images were resized").choices(resizeStrategies))
    .addOption(new Option("--projector <kind>", "its projector").choices(projectorKinds))
    .option("--json", "print one event a line as JSON", false)
    .option("--quiet", "print nothing but errors", false)
    .action(async (what: string, options: ImportOptions) => {
      const store = storeOf(options.store);
      const importer = new PackImporter({ modulePath: packerPath, store });
      const request = requestOf(what, options);
      if (options.plan) {
        const plan = await withInterrupt((signal) => importer.plan(request, signal));
        out.stream.write(options.json ? `${JSON.stringify({ type: "plan", plan })}\n` : describePlan(plan));
        return;
      }
      const running = importer.start(request);
      const result = await withInterrupt((signal) => follow(running, options, signal));
      if (result === undefined) process.exitCode = 1;
      else if (!options.json && !options.quiet) out.stream.write(describeResult(result));
    });

  /** @returns undefined where it failed and an event has said so */
  async function follow(
    running: RunningImport,
    { json, quiet }: ImportOptions,
    signal: AbortSignal,
  ): Promise<ImportResult | undefined> {
    const reporter = json ? new JsonImportReporter(out) : new HumanImportReporter(err, quiet);
    signal.addEventListener("abort", () => void running.stop(), { once: true });
    for await (const update of running) {
      reporter.update(update);
      if (json && (update.type === "failed" || update.type === "stopped")) return undefined;
      if (update.type === "stopped") {
        throw new UserError(
          "CANCELLED",
          "The import was stopped.",
          "The same command goes on; ml-mamba pack remove --unfinished deletes what was downloaded.",
        );
      }
    }
    return running.result();
  }
}

function requestOf(what: string, options: ImportOptions): ImportRequest {
  const { from, precision, out, keep, replace, vision, resize, projector } = options;
  return {
    source: importSource(what, from),
    precision: bitWidths.find((bits) => String(bits) === precision) ?? 4,
    hints: {
      ...(vision === undefined ? {} : { vision }),
      ...(resize === undefined ? {} : { resize }),
      ...(projector === undefined ? {} : { projector }),
    },
    replace,
    ...(out === undefined ? {} : { out }),
    ...(keep === undefined ? {} : { keep }),
  };
}

function describeResult({ name, id, version, bytes, dir, peakBytes }: ImportResult): string {
  return `${name} (${id} ${version}), ${bytesText(bytes)}, in ${dir}; at most ${bytesText(peakBytes)} of memory\n`;
}
