/** The packs that this person has imported: where they are kept, and how one is named. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { PackStore } from "../client/pack-store.ts";

/**
 * Where a person's data belongs: `XDG_DATA_HOME` where it is set (XDG Base Directory Specification), the system's own place else.
 *
 * @param dir what `--store` says
 */
export function storeOf(dir: string | undefined): PackStore {
  return new PackStore(dir ?? join(dataDir(process.env, process.platform, homedir()), "ml-mamba"));
}

export function dataDir(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const xdg = environment["XDG_DATA_HOME"];
  if (xdg !== undefined && xdg !== "") return xdg;
  if (platform === "win32") return environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  return platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".local", "share");
}

/**
 * The folder of a pack: one on disk, or one of the store by its name (`id` or `id@version`).
 *
 * @throws UserError `PACK_UNKNOWN`
 */
export async function packDirOf(pack: string, store: PackStore): Promise<string> {
  if (/[\\/]/.test(pack) || pack === "." || existsSync(pack)) return pack;
  return (await store.find(pack)).dir;
}
