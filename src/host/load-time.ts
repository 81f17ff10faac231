/** When the bundle's evaluation began. The entry imports this file first, so that it is evaluated first. */
export const loadStarted = performance.now();
/** Processor time of the process until then. */
export const cpuAtLoad = process.cpuUsage();
