/**
 * Requests to the hub: one place that knows proxies, redirects, tokens, timeouts and patience. Node 20's own `fetch` ignores `HTTPS_PROXY`,
 * so requests go through undici.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { EnvHttpProxyAgent, request, type Dispatcher } from "undici";
import { cancelled, UserError } from "../../shared/errors.ts";
import { defaultHubEndpoint, type HubTuning, type ParsedHubSettings } from "../../shared/hub.ts";
import { addressInvalid, failureOf, PassingFailure, unreachable } from "./failures.ts";

const mostRedirects = 5;
/** Of a response that is not wanted: so much is read to keep the connection, more is cut off. */
const dumpLimit = 64 * 1024;

export interface HubResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Headers of every response on the way here, the first request's first: the hub's own say what a file is. */
  readonly chain: readonly Headers[];
  readonly body: AsyncIterable<Uint8Array>;
  /** Host and path of the last request, for messages. */
  readonly address: string;
  /** Lets go of a body that is not read to its end. */
  readonly discard: () => Promise<void>;
}

export type Headers = Readonly<Record<string, string>>;

/** Told when a request is tried again: why, and after how many ms. */
export type OnWait = (error: UserError, waitMs: number) => void;

export class Hub {
  readonly endpoint: URL;
  readonly tuning: HubTuning;
  readonly #token: string | undefined;
  readonly #dispatcher: Dispatcher;

  /** @throws UserError `HUB_ADDRESS_INVALID` */
  constructor(settings: ParsedHubSettings, environment: NodeJS.ProcessEnv = process.env) {
    this.tuning = settings.tuning;
    this.endpoint = endpointOf(settings.endpoint ?? nonEmpty(environment["HF_ENDPOINT"]) ?? defaultHubEndpoint);
    this.#token = nonEmpty(settings.token ?? environment["HF_TOKEN"]);
    if (this.#token !== undefined && !isConfidential(this.endpoint)) {
      throw addressInvalid(
        `The hub's address ${this.endpoint.origin} is not encrypted, so the access token is not sent there.`,
        "Use an https address as HF_ENDPOINT, or unset HF_TOKEN.",
      );
    }
    const { silenceMs } = this.tuning;
    const { proxy } = settings;
    /* As curl and undici read them: in small letters first. */
    const named = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? "";
    try {
      this.#dispatcher = new EnvHttpProxyAgent({
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
        connect: { timeout: silenceMs },
        httpProxy: proxy ?? named("HTTP_PROXY"),
        httpsProxy: proxy ?? named("HTTPS_PROXY"),
        noProxy: named("NO_PROXY"),
      });
    } catch (cause) {
      const what = proxy ?? "HTTPS_PROXY or HTTP_PROXY";
      throw new UserError(
        "HUB_ADDRESS_INVALID",
        `The proxy's address (${what}) is not valid.`,
        "Give an address such as http://proxy.example:8080.",
        { cause },
      );
    }
  }

  /**
   * One GET or HEAD, redirects followed; a passing failure is tried again with growing waits, or as long as the server asks for.
   *
   * @throws UserError `HUB_…`, `CANCELLED`
   */
  async request(
    method: "GET" | "HEAD",
    url: URL,
    options: { signal: AbortSignal; onWait?: OnWait; enough?: (headers: Headers) => boolean },
  ): Promise<HubResponse> {
    return this.patiently(() => this.once(method, url, {}, options.signal, options.enough), options);
  }

  /** Does `attempt` until it does not fail in passing. @param options.going says after a failure whether anything came before it */
  async patiently<Result>(
    attempt: () => Promise<Result>,
    { signal, onWait, going }: { signal: AbortSignal; onWait?: OnWait; going?: () => boolean },
  ): Promise<Result> {
    const { attempts, firstWaitMs, longestWaitMs } = this.tuning;
    for (let failures = 1; ; failures++) {
      try {
        return await attempt();
      } catch (thrown) {
        if (signal.aborted) throw cancelled();
        if (!(thrown instanceof PassingFailure)) throw thrown;
        if (going?.() === true) failures = 1;
        const wait = thrown.waitMs ?? firstWaitMs * 2 ** (failures - 1);
        if (failures >= attempts || wait > longestWaitMs) throw thrown.error;
        onWait?.(thrown.error, wait);
        await sleep(wait, undefined, { signal }).catch(() => {
          throw cancelled();
        });
      }
    }
  }

  /**
   * One try.
   *
   * @param enough a redirect whose headers are all that is wanted is not followed
   * @throws PassingFailure, UserError
   */
  async once(
    method: "GET" | "HEAD",
    first: URL,
    headers: Headers,
    signal: AbortSignal,
    enough: (headers: Headers) => boolean = () => false,
  ): Promise<HubResponse> {
    const chain: Headers[] = [];
    let url = first;
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const withToken = this.#token !== undefined && url.origin === this.endpoint.origin;
      const response = await this.#send(method, url, { ...headers, ...this.#authorization(withToken) }, signal);
      chain.push(response.headers);
      if (response.status < 300 || (response.status < 400 && enough(response.headers))) return { ...response, chain };
      await response.discard();
      const { location } = response.headers;
      if (response.status < 400 && response.status !== 304 && location !== undefined) {
        url = redirected(url, location);
        continue;
      }
      throw failureOf({
        status: response.status,
        address: response.address,
        hubCode: response.headers["x-error-code"],
        retryAfter: response.headers["retry-after"],
        withToken,
      });
    }
    throw new UserError(
      "HUB_FAILED",
      `${addressOf(first)} leads from one address to the next without an end.`,
      "Check HF_ENDPOINT and the proxy.",
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #authorization(withToken: boolean): Headers {
    return withToken ? { authorization: `Bearer ${this.#token ?? ""}` } : {};
  }

  async #send(
    method: "GET" | "HEAD",
    url: URL,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<Omit<HubResponse, "chain">> {
    const address = addressOf(url);
    try {
      const {
        statusCode,
        headers: given,
        body,
      } = await request(url, {
        method,
        dispatcher: this.#dispatcher,
        signal,
        /* Ranges and sizes are of the bytes as they are. */
        headers: { "user-agent": "ml-mamba", "accept-encoding": "identity", ...headers },
      });
      return {
        status: statusCode,
        headers: flat(given),
        address,
        body: passing(
          body.on("error", () => undefined),
          address,
          signal,
        ),
        discard: async () => {
          if (Number(given["content-length"] ?? 0) > dumpLimit) body.destroy();
          else await body.dump({ limit: dumpLimit }).catch(() => undefined);
        },
      };
    } catch (cause) {
      if (signal.aborted) throw cancelled();
      throw unreachable(address, cause);
    }
  }
}

/** A body whose breaking off is a passing failure. */
async function* passing(
  body: AsyncIterable<Uint8Array>,
  address: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    throw unreachable(address, cause);
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Headers {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(entries) as Headers;
}

/** Host and path: a query may hold a signature that lets anybody download. */
export function addressOf({ host, pathname }: URL): string {
  return `${host}${decodeURI(pathname)}`;
}

function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const weaker = from.protocol === "https:" && to?.protocol !== "https:";
  if (to === undefined || weaker || !/^https?:$/.test(to.protocol)) {
    throw new UserError(
      "HUB_FAILED",
      `${addressOf(from)} leads to an address that is not followed.`,
      "Check HF_ENDPOINT and the proxy.",
    );
  }
  return to;
}

function endpointOf(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "") {
    throw addressInvalid(
      `The hub's address "${value.slice(0, 200)}" is not valid.`,
      "Give HF_ENDPOINT an address such as https://huggingface.co.",
    );
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** Encrypted, or on this machine. */
function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
