/** How a worker's C library allocates memory, as far as its environment says so. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Above this size of its largest file, in bytes, a pack is a large one. */
const largeFileBytes = 200_000_000;
/**
 * Blocks from this size on, in bytes, are mappings of their own, which go back to the system when they are freed. Less than a matrix of ML-Mamba
 * 3B at 8 bits has (4 MB), more than a layer's state (2.6 MB), which is made anew for every token.
 */
const mappedFrom = 3_500_000;

/**
 * The environment for a worker with the pack in `packDir`. Of glibc's allocator, what was freed between two blocks in use stays with the
 * process: after the encoders of a large pack have come and gone, that is some 0.3 GB of their matrices. So they are mapped
 * (mallopt(3), M_MMAP_THRESHOLD; other C libraries ignore it). Small packs are read faster without. What `environment` says already holds.
 */
export function workerAllocation(environment: NodeJS.ProcessEnv, packDir: string): NodeJS.ProcessEnv {
  if (largestFile(packDir) <= largeFileBytes) return environment;
  const bytes = String(mappedFrom);
  return { MALLOC_MMAP_THRESHOLD_: bytes, MALLOC_TRIM_THRESHOLD_: bytes, ...environment };
}

/** Bytes; 0 for a folder that cannot be read, of which the worker will say what is wrong. */
function largestFile(folder: string): number {
  try {
    return Math.max(0, ...readdirSync(folder).map((name) => statSync(join(folder, name)).size));
  } catch {
    return 0;
  }
}
