/** Our own time at activation. The entry imports this file first, so that its clock starts with the bundle's evaluation. */

/** Of Node 23.9 and later. */
interface ThreadClock {
  readonly threadCpuUsage?: (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage;
}

/** Processor time in microseconds of this thread, or where Node does not tell it, of the whole process. */
function processorTime(before?: NodeJS.CpuUsage): NodeJS.CpuUsage {
  return (process as ThreadClock).threadCpuUsage?.(before) ?? process.cpuUsage(before);
}

/** Wall and processor time in milliseconds since it was made. */
export class Stopwatch {
  readonly #started = performance.now();
  readonly #processor = processorTime();

  read(): { readonly wallMs: number; readonly processorMs: number } {
    const { user, system } = processorTime(this.#processor);
    return { wallMs: performance.now() - this.#started, processorMs: (user + system) / 1000 };
  }
}

export const loading = new Stopwatch();
