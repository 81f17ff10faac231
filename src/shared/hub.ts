/** Where models are downloaded from, and how: what a client hands to the packer. */
import * as v from "valibot";

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * All of it is optional: what is absent comes from the environment of the packer (`HF_ENDPOINT`, `HF_TOKEN`, `HTTPS_PROXY`, `HTTP_PROXY`,
 * `NO_PROXY`), then from the defaults.
 */
export const hubSettingsSchema = v.strictObject({
  /** Address of the hub or of a mirror of it, such as `https://huggingface.co`. */
  endpoint: v.optional(text),
  /** Access token; it is sent to the endpoint's own host alone. */
  token: v.optional(text),
  /** Address of a proxy for all requests. */
  proxy: v.optional(text),
  /** How patiently; for tests and odd lines. */
  tuning: v.optional(
    v.strictObject({
      /** Bytes asked for at a time; what a crash can cost. */
      rangeBytes: v.optional(count, 32 * 1024 * 1024),
      /** Tries without a byte between them before a download fails. */
      attempts: v.optional(count, 8),
      /** Wait before the second try in ms; it doubles with each further one. */
      firstWaitMs: v.optional(count, 1000),
      /** A connection that says nothing for this long, in ms, is given up. However slow it is, one that goes on is not. */
      silenceMs: v.optional(count, 60_000),
      /** A hub that asks to wait for longer than this, in ms, is not waited for. */
      longestWaitMs: v.optional(count, 600_000),
    }),
    {},
  ),
});
export type HubSettings = v.InferInput<typeof hubSettingsSchema>;
export type ParsedHubSettings = v.InferOutput<typeof hubSettingsSchema>;
export type HubTuning = ParsedHubSettings["tuning"];

export const defaultHubEndpoint = "https://huggingface.co";

/** `owner/name` of a repository on the hub. */
export const repositoryName = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;
