/** The memory of a process, as Linux counts it. */
import { readFileSync } from "node:fs";

/** The most resident memory that process `pid` has had, in bytes (`VmHWM`). */
export function peakMemory(pid: number | "self" = "self"): number {
  return field(pid, "VmHWM");
}

/** Resident memory of process `pid` now, in bytes (`VmRSS`). */
export function residentMemory(pid: number | "self" = "self"): number {
  return field(pid, "VmRSS");
}

function field(pid: number | "self", name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status);
  if (found === null) throw new Error(`/proc/${pid}/status has no ${name}`);
  return Number(found[1]) * 1024;
}
