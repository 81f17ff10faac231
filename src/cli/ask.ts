/** `ask` and `describe`: one image or none, one conversation. */
import { cancelled, toUserError } from "../shared/errors.ts";
import type { Turn } from "../shared/types.ts";
import type { ImageHandle, WorkerClient } from "../client/worker-client.ts";
import { readImage } from "./files.ts";
import type { Reporter } from "./reporter.ts";

export interface AskRequest {
  /** Path of the image; null asks without one. */
  readonly image: string | null;
  /** The first question and its follow-ups. */
  readonly questions: readonly string[];
}

/** Asks all questions; resolves with whether all were answered. What went wrong was reported. */
export async function ask(
  client: WorkerClient,
  { image, questions }: AskRequest,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const source = image === null ? { name: "no image" } : await readImage(image);
    const handle = await client.openImage(source, {
      signal,
      onProgress: (stage, fraction) => {
        reporter.progress(stage, fraction);
      },
    });
    reporter.opened(source.name, handle.result);
    return await converse(client, handle, questions, reporter, signal);
  } catch (thrown) {
    reporter.error(toUserError(thrown).toData());
    return false;
  }
}

async function converse(
  client: WorkerClient,
  handle: ImageHandle,
  questions: readonly string[],
  reporter: Reporter,
  signal: AbortSignal,
): Promise<boolean> {
  const history: Turn[] = [];
  for (const question of questions) {
    if (questions.length > 1) reporter.question(question);
    for await (const event of client.ask(handle, question, { history, signal })) {
      reporter.event(event);
      if (event.type === "failed") return false;
      if (event.type === "stopped") throw cancelled();
      /* Nothing at all was said where the model was still counting when its answer was cut. */
      if (event.type === "done" && event.answerTokens.length > 0)
        history.push({ question, answerTokens: event.answerTokens });
    }
  }
  return true;
}
