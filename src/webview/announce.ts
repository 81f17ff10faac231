/** What a screen reader is told: that an image was read, that an answer is complete. Never each word as it comes. */
import { filled, type PanelStrings } from "../shared/panel-strings.ts";
import { answerText, type PanelState, type PanelTurn } from "../shared/panel-state.ts";
import { readingFacts } from "./format.ts";

/** The announcement that the step from `previous` to `next` is worth, if any. */
export function announcement(
  previous: PanelState,
  next: PanelState,
  strings: PanelStrings,
  locale: string,
): string | undefined {
  if (previous.reading !== next.reading) {
    const { reading } = next;
    if (reading.status === "ready") return filled(strings.saidRead, readingFacts(reading, strings, locale).join(", "));
    if (reading.status === "failed") return filled(strings.saidFailed, sentence(reading.error));
    if (previous.reading.status !== "reading") return strings.saidReading;
  }
  if (previous.file !== next.file) {
    if (next.file === "changed") return strings.fileChanged;
    if (next.file === "deleted") return strings.fileDeleted;
  }
  const turn = next.turns.at(-1);
  const before = previous.turns.find(({ id }) => id === turn?.id);
  return turn === undefined || before?.status === turn.status ? undefined : turnAnnouncement(turn, strings);
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

function sentence({ message, nextStep }: { readonly message: string; readonly nextStep: string }): string {
  return `${message} ${nextStep}`;
}
