/** The memory of processes, as Linux counts it. */
import { readdirSync, readFileSync } from "node:fs";

/** The most resident memory that process `pid` has had, in bytes (`VmHWM`). */
export function peakMemory(pid: number | "self" = "self"): number {
  return field(pid, "VmHWM") ?? 0;
}

/** Resident memory of process `pid` now, in bytes (`VmRSS`); 0 where it is gone. */
export function residentMemory(pid: number | "self" = "self"): number {
  return field(pid, "VmRSS") ?? 0;
}

/** All processes that process `pid` has started, and those that they have. */
export function descendants(pid: number): { pid: number; command: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? field(Number(name), "PPid", 1) : undefined;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const found: number[] = [];
  const collect = (of: number): void => {
    for (const [child, parent] of parents) {
      if (parent !== of) continue;
      found.push(child);
      collect(child);
    }
  };
  collect(pid);
  return found.map((child) => ({ pid: child, command: read(`/proc/${child}/cmdline`).replaceAll("\0", " ") }));
}

/** Looks every 50 ms how much memory some processes have together. */
export class Gauge {
  #most = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly processes: () => readonly { readonly pid: number }[]) {
    this.#timer = setInterval(() => {
      this.#look();
    }, 50);
  }

  /** The most since it was last asked. */
  take(): number {
    this.#look();
    const most = this.#most;
    this.#most = 0;
    return most;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const sum = this.processes().reduce((total, { pid }) => total + residentMemory(pid), 0);
    this.#most = Math.max(this.#most, sum);
  }
}

/** A field of `/proc/<pid>/status`, in bytes where it counts kB. */
function field(pid: number | "self", name: string, unit = 1024): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(read(`/proc/${pid}/status`));
  return found === null ? undefined : Number(found[1]) * unit;
}

/** A file of /proc; empty where its process is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
