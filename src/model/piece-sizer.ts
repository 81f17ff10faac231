/**
 * How much one call into ONNX Runtime takes on. A call cannot be aborted, so its length bounds how long a stop takes; the sizes
 * follow the measured speed and aim at a share of the bound, because the next call may be slower than the last.
 */

/**
 * Share of the bound a call is planned for, and tokens of the first prefill piece, when no speed is known. A large model (whose bound is
 * a long one) takes on more of it: its state of hundreds of megabytes is copied with every call, and its calls differ less.
 */
const small = { target: 0.5, firstPiece: 16 } as const;
const large = { target: 0.8, firstPiece: 4 } as const;
/** From this bound on a model is a large one, in ms. */
const largeFromMs = 400;

function plan(boundMs: number): typeof small | typeof large {
  return boundMs >= largeFromMs ? large : small;
}

/** Weight of the newest measurement when speed is getting better; when it is getting worse the newest counts alone. */
const easing = 0.25;

/** Share of the bound below which a call counts as overhead. */
const overhead = 0.1;

export interface Speed {
  /** Milliseconds per token (prefill) or step (decode); `undefined` before the first measurement. */
  readonly msPerToken: number | undefined;
}

export const unknownSpeed: Speed = { msPerToken: undefined };

/**
 * The speed after a call that took `ms` for `tokens` tokens. A call far within the bound is mostly its own overhead, so that it
 * says nothing about slowness.
 */
export function measured(speed: Speed, tokens: number, ms: number, boundMs: number): Speed {
  const now = ms / Math.max(1, tokens);
  const before = speed.msPerToken;
  if (before === undefined) return { msPerToken: now };
  if (now < before) return { msPerToken: easing * now + (1 - easing) * before };
  return ms < boundMs * overhead ? speed : { msPerToken: now };
}

export interface Limits {
  /** Longest call in milliseconds. */
  readonly boundMs: number;
  /** Tokens that are left to do. */
  readonly remaining: number;
}

/** Length of the next prefill piece: within the bound, at least one token, no more than is left. */
export function nextPieceLength(speed: Speed, { boundMs, remaining }: Limits): number {
  const { target, firstPiece } = plan(boundMs);
  return clamp(speed.msPerToken === undefined ? firstPiece : (target * boundMs) / speed.msPerToken, remaining);
}

/**
 * Trip count of the next decoding call: 1, 2, 4, 8 … so that the first words come at once, and only as far as the call stays within
 * the bound.
 *
 * @param previous trip count of the call before, 0 for the first.
 */
export function nextTripCount(speed: Speed, previous: number, { boundMs, remaining }: Limits): number {
  const fits = speed.msPerToken === undefined ? 1 : (plan(boundMs).target * boundMs) / speed.msPerToken;
  return clamp(Math.min(Math.max(1, previous * 2), fits), remaining);
}

function clamp(tokens: number, remaining: number): number {
  return Math.max(1, Math.min(Math.floor(tokens), remaining));
}
