/** What a screen reader is told: that an image was read, that an answer is complete. Never each word as it comes. */
import type { ErrorData } from "../shared/errors.ts";
import type { ImageState, PanelRegion } from "../shared/image-state.ts";
import { filled, type PanelStrings } from "../shared/panel-strings.ts";
import { activeImage, comparedImages, imageOf, type PanelState } from "../shared/panel-state.ts";
import { answerText, type PanelTurn } from "../shared/turns.ts";
import { readingFacts } from "./format.ts";

/** The announcement that the step from `previous` to `next` is worth, if any. */
export function announcement(
  previous: PanelState,
  next: PanelState,
  strings: PanelStrings,
  locale: string,
): string | undefined {
  const problem = next.problems.at(-1);
  if (problem !== undefined && problem !== previous.problems.at(-1)) return sentence(problem.error);
  const compared = comparedImages(next);
  if (compared !== undefined) return comparedAnnouncement(previous, compared, strings);
  const image = activeImage(next);
  if (image === undefined) return undefined;
  const before = imageOf(previous, image.id);
  const words = before === undefined ? undefined : imageAnnouncement(before, image, strings, locale);
  if (previous.active === next.active) return words;
  const opened = filled(strings.saidImage, image.image.name);
  return words === undefined ? opened : `${opened} ${words}`;
}

function imageAnnouncement(
  previous: ImageState,
  next: ImageState,
  strings: PanelStrings,
  locale: string,
): string | undefined {
  if (previous.reading !== next.reading) {
    const { reading } = next;
    if (reading.status === "ready") return filled(strings.saidRead, readingFacts(reading, strings, locale).join(", "));
    if (reading.status === "failed") return filled(strings.saidFailed, sentence(reading.error));
    if (previous.reading.status === "ready" || previous.reading.status === "failed") return strings.saidReading;
  }
  if (previous.region !== next.region) return regionAnnouncement(next.region, strings, locale);
  if (previous.file !== next.file) {
    if (next.file === "changed") return strings.fileChanged;
    if (next.file === "deleted") return strings.fileDeleted;
  }
  const changed = next.turns.find((turn) => previous.turns.find(({ id }) => id === turn.id)?.status !== turn.status);
  return changed === undefined ? undefined : turnAnnouncement(changed, strings);
}

function regionAnnouncement(
  region: PanelRegion | undefined,
  strings: PanelStrings,
  locale: string,
): string | undefined {
  if (region === undefined) return strings.saidWhole;
  const { reading, box } = region;
  switch (reading.status) {
    case "ready":
      return filled(strings.saidRegionRead, box[2], box[3], readingFacts(reading, strings, locale).join(", "));
    case "failed":
      return sentence(reading.error);
    case "reading":
      return undefined;
  }
}

/** Each answer as it is complete, with the image that it is about. */
function comparedAnnouncement(
  previous: PanelState,
  images: readonly ImageState[],
  strings: PanelStrings,
): string | undefined {
  for (const image of images) {
    const before = imageOf(previous, image.id);
    const changed = image.turns.find(
      (turn) => before?.turns.find(({ id }) => id === turn.id)?.status !== turn.status && turn.status !== "answering",
    );
    const words = changed === undefined ? undefined : turnAnnouncement(changed, strings);
    if (words !== undefined) return `${image.image.name}. ${words}`;
  }
  return undefined;
}

function turnAnnouncement(turn: PanelTurn, strings: PanelStrings): string | undefined {
  const notices = turn.notices.map(({ message }) => message);
  switch (turn.status) {
    case "waiting":
      return undefined;
    case "answering":
      return strings.saidAnswering;
    case "done":
      return [filled(strings.saidAnswer, answerText(turn)), ...notices].join(" ");
    case "stopped":
      return filled(strings.saidStopped, answerText(turn)).trim();
    case "failed":
      return filled(strings.saidError, sentence(turn.error));
  }
}

function sentence({ message, nextStep }: Pick<ErrorData, "message" | "nextStep">): string {
  return `${message} ${nextStep}`;
}
