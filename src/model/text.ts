/** Text as the model reads it: white space, case and words (docs/nano.md §1.6). */

/** White space of any kind and length becomes one space; none at the ends. */
export function collapseWhiteSpace(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

/**
 * A line's text or a question, ready to be tokenised: white space collapsed, lower case where the pack asks for it, a leading space.
 * `<|` is pulled apart, so that text in an image can never become a special token.
 */
export function promptText(text: string, caseFold: boolean): string {
  const collapsed = collapseWhiteSpace(text).replaceAll("<|", "< |");
  return ` ${caseFold ? collapsed.toLowerCase() : collapsed}`;
}

/** A question as it was typed, but for white space at its ends and for `<|`, which is pulled apart as in {@link promptText}. */
export function plainText(text: string): string {
  return text.trim().replaceAll("<|", "< |");
}

/** The words of a text in lower case: runs of letters and digits. */
export function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
