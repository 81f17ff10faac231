/** What the word after `pack import` means: a model's name, a repository of the hub, something on disk, an address. */
import { existsSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { namedModels, type ImportSource } from "../shared/import-protocol.ts";
import { hubPageSource, hubSource } from "../shared/import-source.ts";

export const sourceKinds = ["hub", "path", "url"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * @param kind what `--from` says; absent: what the word looks like
 * @throws InvalidArgumentError where it is nothing of the kind
 */
export function importSource(what: string, kind: SourceKind | undefined): ImportSource {
  switch (kind) {
    case "path":
      return { kind: "path", path: what };
    case "url":
      return { kind: "url", url: what };
    case "hub": {
      const found = hubSource(what);
      if (found !== undefined) return found;
      throw new InvalidArgumentError(
        `"${what}" is no repository; one is called owner/name, owner/name@revision or owner/name#file.`,
      );
    }
    case undefined:
      return guess(what);
  }
}

function guess(what: string): ImportSource {
  const model = namedModels.find((name) => name === what.toLowerCase());
  if (model !== undefined) return { kind: "model", model };
  const page = hubPageSource(what);
  if (page !== undefined) return page;
  if (/^https?:\/\//i.test(what)) return { kind: "url", url: what };
  if (existsSync(what)) return { kind: "path", path: what };
  const hub = hubSource(what);
  if (hub !== undefined) return hub;
  throw new InvalidArgumentError(
    `"${what}" is no model (${namedModels.join(", ")}), no file or folder, no repository (owner/name) and no address.`,
  );
}
