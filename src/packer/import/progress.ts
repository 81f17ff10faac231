/** What an import tells of its progress: not more often than somebody can read, and a sign of life while nothing happens. */
import type { ImportEvent, ImportPlan, ImportProgress, ImportStep } from "../../shared/import-protocol.ts";
import type { PackProgress } from "../../shared/packer-protocol.ts";
import { graphShare } from "../pack-writer.ts";
import { Meter } from "./meter.ts";
import type { Recipe } from "./recipe.ts";

const intervalMs = 200;
const aliveMs = 2_000;
/** For the share of downloads in the whole: bytes a second that lines and builds usually make. */
const usualLine = 25e6;
const usualBuild = 60e6;

export class ProgressReporter {
  #meter = new Meter();
  #last: ImportProgress | undefined;
  #sentAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  /** Bytes of each download: there now, and in all. */
  readonly #downloads = new Map<string, { done: number; readonly total: number }>();
  #downloadShare = 0;

  constructor(private readonly emit: (event: ImportEvent) => void) {}

  /** The plan tells what counts how much. */
  start(plan: ImportPlan): void {
    for (const { name, from, bytes, done } of plan.files) {
      if (from === "hub") this.#downloads.set(name, { done, total: bytes });
    }
    const sources = plan.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const [line, build] = [plan.download / usualLine, (sources + plan.pack) / usualBuild];
    this.#downloadShare = line === 0 ? 0 : line / (line + build);
  }

  downloaded(name: string, done: number): void {
    const file = this.#downloads.get(name);
    if (file !== undefined) file.done = done;
    const files = [...this.#downloads.values()];
    const [all, total] = [
      files.reduce((sum, each) => sum + each.done, 0),
      files.reduce((sum, each) => sum + each.total, 0),
    ];
    const share = total === 0 ? 1 : all / total;
    this.#tell("download", name, all, total, this.#downloadShare * share, true);
  }

  /** @param kind a pack is not built: the first half is unpacking or copying it */
  built(kind: Recipe["kind"], { step, fraction }: PackProgress): void {
    const [border, first] = kind === "pack" ? ([0.5, "unpack"] as const) : ([graphShare, "build"] as const);
    const [name, done] =
      fraction < border ? [first, fraction / border] : (["verify", (fraction - border) / (1 - border)] as const);
    this.#tell(name, step, done, 1, this.#downloadShare + (1 - this.#downloadShare) * fraction, false);
  }

  step(step: ImportStep, what: string, done: number, total: number): void {
    const whole = step === "install" ? 1 : 0;
    this.#tell(step, what, done, total, whole, false);
  }

  /** After a pause or a wait speeds begin anew. */
  restart(): void {
    this.#meter.restart();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #tell(step: ImportStep, what: string, done: number, total: number, fraction: number, inBytes: boolean): void {
    const isNew = this.#last?.step !== step || this.#last.what !== what;
    if (this.#last?.step !== step) this.#meter = new Meter();
    this.#meter.note(done);
    const pace = this.#meter.pace(total);
    this.#last = {
      type: "progress",
      step,
      what,
      done,
      total,
      fraction: Math.min(1, Math.max(this.#last?.fraction ?? 0, fraction)),
      ...(pace === undefined ? {} : { secondsLeft: pace.secondsLeft }),
      ...(pace === undefined || !inBytes ? {} : { bytesPerSecond: pace.perSecond }),
    };
    this.#timer ??= setInterval(() => {
      this.#send();
    }, aliveMs).unref();
    if (isNew || done >= total || performance.now() - this.#sentAt >= intervalMs) this.#send();
  }

  #send(): void {
    if (this.#last === undefined) return;
    this.#sentAt = performance.now();
    this.emit(this.#last);
  }
}
