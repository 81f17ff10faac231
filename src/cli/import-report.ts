/** What `pack import` says while it works: a line that is written anew for a person, a line now and then in a log, events for a program. */
import type { ImportUpdate } from "../client/pack-importer.ts";
import type { ImportPlan, ImportProgress, ImportStep, PlanNotice, PlanPart } from "../shared/import-protocol.ts";
import { bytesText, durationText } from "../shared/units.ts";
import type { Output } from "./reporter.ts";

const stepNames: Record<ImportStep, string> = {
  look: "Looking",
  download: "Downloading",
  unpack: "Unpacking",
  build: "Building",
  verify: "Verifying",
  install: "Installing",
};

export interface ImportReporter {
  update(update: ImportUpdate): void;
}

/** One event a line on standard output. */
export class JsonImportReporter implements ImportReporter {
  constructor(private readonly out: Output) {}

  update(update: ImportUpdate): void {
    const line = update.type === "done" ? { type: "pack", ...update.result } : update;
    this.out.stream.write(`${JSON.stringify(line)}\n`);
  }
}

export class HumanImportReporter implements ImportReporter {
  #open = false;
  #lastStep: ImportStep | undefined;
  #lastTenth = -1;

  constructor(
    private readonly err: Output,
    private readonly quiet: boolean,
  ) {}

  update(update: ImportUpdate): void {
    switch (update.type) {
      case "plan":
        if (!this.quiet) this.#line(describePlan(update.plan));
        return;
      case "progress":
        this.#progress(update);
        return;
      case "waiting":
        this.#line(
          `${update.error.code}: ${update.error.message} Trying again in ${durationText(update.waitMs / 1000)}.\n`,
        );
        return;
      case "paused":
      case "resumed":
        this.#line(update.type === "paused" ? "Paused.\n" : "Going on.\n");
        return;
      case "done":
      case "failed":
      case "cancelled":
      case "stopped":
        this.#clear();
    }
  }

  #progress(update: ImportProgress): void {
    if (this.quiet) return;
    const text = describeProgress(update);
    if (this.err.isTerminal) {
      this.err.stream.write(`\r\u001b[K${text}`);
      this.#open = true;
      return;
    }
    const tenth = Math.floor((10 * update.done) / Math.max(1, update.total));
    if (update.step === this.#lastStep && tenth === this.#lastTenth) return;
    [this.#lastStep, this.#lastTenth] = [update.step, tenth];
    this.err.stream.write(`${text}\n`);
  }

  #line(text: string): void {
    this.#clear();
    this.err.stream.write(text);
  }

  #clear(): void {
    if (this.#open) this.err.stream.write("\r\u001b[K");
    this.#open = false;
  }
}

export function describeProgress({ step, what, done, total, bytesPerSecond, secondsLeft }: ImportProgress): string {
  const name = what.split("/").at(-1)!;
  const far =
    step === "download"
      ? `${bytesText(done)} of ${bytesText(total)}`
      : `${Math.floor((100 * done) / Math.max(1, total))} %`;
  const parts = [
    ...(step === "look" ? [] : [far]),
    ...(bytesPerSecond === undefined ? [] : [`${bytesText(bytesPerSecond)}/s`]),
    ...(secondsLeft === undefined || done >= total ? [] : [`${durationText(secondsLeft)} left`]),
  ];
  return `${stepNames[step]}${name === "" ? "" : ` ${name}`} … ${parts.join(", ")}`.trimEnd();
}

/** The plan, for a person who decides. */
export function describePlan(plan: ImportPlan): string {
  const {
    name,
    id,
    version,
    kind,
    parts,
    precision,
    licenses,
    files,
    download,
    pack,
    disk,
    memory,
    installed,
    notices,
  } = plan;
  const size = kind === "pack" ? bytesText(pack) : `about ${bytesText(pack)}`;
  const width = Math.max(...files.map((file) => file.name.length));
  const there = (done: number, bytes: number): string =>
    done === 0 ? "" : done >= bytes ? ", there already" : `, ${bytesText(done)} there already`;
  const lines = [
    `${name} (${id} ${version}), ${precision} bits`,
    ...parts.map((part) => `  ${partText(part)}`),
    ...licenses.map(
      ({ what, license, url }) => `  licence of ${what}: ${license}${url === undefined ? "" : ` (${url})`}`,
    ),
    ...files.map(
      ({ name: file, from, bytes, done }) =>
        `  ${file.padEnd(width)}  ${bytesText(bytes)}${from === "hub" ? there(done, bytes) : ", on disk"}`,
    ),
    `  download ${bytesText(download)}, pack ${size}, disk ${bytesText(disk.needed)} needed, ${bytesText(disk.free)} free`,
    `  memory about ${bytesText(memory.import)} to import, ${bytesText(memory.use)} to use, of ${bytesText(memory.total)}`,
    ...(installed ? ["  a pack of this name and version is installed already"] : []),
    ...notices.map((notice) => `  ${noticeText(notice)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function partText(part: PlanPart): string {
  switch (part.kind) {
    case "encoder":
      return part.pixels === undefined ? part.name : `${part.name} at ${part.pixels} pixels`;
    case "connector":
      return `Mamba-2 scan connector, projector ${part.projector}`;
    case "languageModel":
      return `Mamba-2: ${part.layers} layers of ${part.width}`;
  }
}

function noticeText(notice: PlanNotice): string {
  switch (notice.kind) {
    case "unverified":
      return "Nobody has yet compared this conversion with the real weights.";
    case "resizeAssumed":
      return `The checkpoint does not say how images were resized; ${notice.resize} is used, as in the published model.`;
    case "memory":
      return `The model needs about ${bytesText(notice.use)} of memory while it reads an image; this computer has ${bytesText(notice.total)}.`;
  }
}
