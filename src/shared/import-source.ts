/** What a person types for a repository of the hub: `owner/name[@revision][#file]`, or the address of its page. */
import { repositoryName } from "./hub.ts";
import type { ImportSource } from "./import-protocol.ts";

/** Pages of a model and of a file of it: `https://huggingface.co/owner/name[/blob/revision/file]`. */
const hubPage =
  /^https?:\/\/(?:www\.)?huggingface\.co\/([^/?#]+\/[^/?#]+)(?:\/(?:tree|blob|resolve)\/([^/?#]+)(?:\/([^?#]+))?)?\/?$/;

/** @returns undefined where it is no page of a repository, or that of a ready pack */
export function hubPageSource(what: string): ImportSource | undefined {
  const page = hubPage.exec(what);
  return page === null || /\.tar$/i.test(what) ? undefined : hubOf(page[1]!, page[2], page[3]);
}

/** `owner/name[@revision][#file]`; undefined where it is none. */
export function hubSource(what: string): ImportSource | undefined {
  const [, repository = "", revision, file] = /^([^@#]+)(?:@([^#]+))?(?:#(.+))?$/.exec(what) ?? [];
  return repositoryName.test(repository) ? hubOf(repository, revision, file) : undefined;
}

function hubOf(repository: string, revision: string | undefined, file: string | undefined): ImportSource {
  return {
    kind: "hub",
    repository,
    ...(revision === undefined ? {} : { revision }),
    ...(file === undefined ? {} : { file }),
  };
}
