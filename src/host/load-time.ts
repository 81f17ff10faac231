/** When the bundle's evaluation began. The entry imports this file first, so that it is evaluated first. */

/** Of Node 23.9 and later. */
interface ThreadClock {
  readonly threadCpuUsage?: (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage;
}

/** Processor time in microseconds of this thread, or where Node does not tell it, of the whole process. */
function processorTime(before?: NodeJS.CpuUsage): NodeJS.CpuUsage {
  return (process as ThreadClock).threadCpuUsage?.(before) ?? process.cpuUsage(before);
}

export const loadStarted = performance.now();
const processorAtLoad = processorTime();

/** Processor time in milliseconds since {@link loadStarted}. */
export function processorMsSinceLoad(): number {
  const { user, system } = processorTime(processorAtLoad);
  return (user + system) / 1000;
}
