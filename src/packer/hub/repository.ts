/** What a repository on the hub holds: its files with sizes and checksums at one commit, its licence. */
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";
import type { Hub, OnWait } from "./http.ts";
import { nonsense, readJson, type HubFile } from "./hub-file.ts";

export interface Repository {
  readonly name: string;
  /** The commit that the revision named. */
  readonly commit: string;
  /** As the model card says, such as `apache-2.0`; undefined where it says nothing. */
  readonly license: string | undefined;
  /** By path. */
  readonly files: ReadonlyMap<string, HubFile>;
}

const modelSchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/)),
  cardData: v.optional(
    v.nullable(
      v.object({
        license: v.optional(v.union([v.string(), v.array(v.string())])),
        license_name: v.optional(v.string()),
      }),
    ),
  ),
  tags: v.optional(v.array(v.string()), []),
});

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const treeSchema = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    oid: v.optional(v.string()),
    size: v.optional(size, 0),
    lfs: v.optional(v.nullable(v.object({ oid: v.string(), size }))),
  }),
);
const mostPages = 50;

/** @throws UserError `HUB_…`, `CANCELLED` */
export async function readRepository(
  hub: Hub,
  name: string,
  revision: string,
  options: { signal: AbortSignal; onWait?: OnWait },
): Promise<Repository> {
  const info = new URL(`api/models/${name}/revision/${encodeURIComponent(revision)}`, hub.endpoint);
  const { value } = await readJson(hub, info, options);
  const model = v.safeParse(modelSchema, value);
  if (!model.success) throw nonsense(`${info.host}${info.pathname}`);
  const { sha, cardData, tags } = model.output;
  const files = new Map<string, HubFile>();
  let page: URL | undefined = new URL(`api/models/${name}/tree/${sha}?recursive=true`, hub.endpoint);
  for (let pages = 0; page !== undefined; pages++) {
    if (pages >= mostPages) throw nonsense(`${page.host}${page.pathname}`);
    const { value: listing, headers } = await readJson(hub, page, options);
    const tree = v.safeParse(treeSchema, listing);
    if (!tree.success) throw nonsense(`${page.host}${page.pathname}`);
    for (const { type, path, oid, size: bytes, lfs } of tree.output) {
      if (type === "file") files.set(path, fileOf(hub, name, sha, path, { oid, bytes, lfs: lfs ?? undefined }));
    }
    page = nextPage(page, headers["link"]);
  }
  const licenses = cardData?.license_name ?? cardData?.license;
  const license = Array.isArray(licenses) ? licenses.join(", ") : licenses;
  return { name, commit: sha, license: license ?? tags.find((tag) => tag.startsWith("license:"))?.slice(8), files };
}

function fileOf(
  hub: Hub,
  repository: string,
  commit: string,
  path: string,
  { oid, bytes, lfs }: { oid: string | undefined; bytes: number; lfs: { oid: string; size: number } | undefined },
): HubFile {
  const sha256 = lfs?.oid.replace(/^sha256:/, "").toLowerCase();
  return {
    url: fileUrl(hub, repository, commit, path).href,
    name: `${repository}/${path}`,
    size: lfs?.size ?? bytes,
    sha256: sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined,
    gitSha1: lfs === undefined && oid !== undefined && /^[0-9a-f]{40}$/.test(oid) ? oid : undefined,
    etag: undefined,
  };
}

export function fileUrl(hub: Hub, repository: string, revision: string, path: string): URL {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return new URL(`${repository}/resolve/${encodeURIComponent(revision)}/${encoded}`, hub.endpoint);
}

/** `Link: <address>; rel="next"` (RFC 8288), on the hub's own host. */
function nextPage(page: URL, link: string | undefined): URL | undefined {
  const next = link === undefined ? undefined : /<([^>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
  if (next === undefined || !URL.canParse(next, page.href)) return undefined;
  const url = new URL(next, page);
  return url.origin === page.origin ? url : undefined;
}

/** A file that must be there. @throws UserError `HUB_NOT_FOUND` */
export function fileIn(repository: Repository, path: string): HubFile {
  const file = repository.files.get(path);
  if (file !== undefined) return file;
  throw new UserError(
    "HUB_NOT_FOUND",
    `${repository.name} has no file ${path}.`,
    "Check the name of the repository and the revision.",
  );
}
