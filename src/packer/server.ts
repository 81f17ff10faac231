/** The packer's side of its protocol (`src/shared/packer-protocol.ts`): parses what comes in, works, answers. */
import type { CancellationToken, MessageConnection } from "vscode-jsonrpc/node";
import * as v from "valibot";
import {
  ImportEventNotification,
  importParamsSchema,
  ImportPauseNotification,
  importPauseSchema,
  ImportPlanRequest,
  ImportRunRequest,
} from "../shared/import-protocol.ts";
import {
  packBuildParamsSchema,
  PackBuildRequest,
  PackerShutdownRequest,
  PackProgressNotification,
  packVerifyParamsSchema,
  PackVerifyRequest,
} from "../shared/packer-protocol.ts";
import { parseParams, toResponseError } from "../shared/rpc-errors.ts";
import { buildPack } from "./build-pack.ts";
import { ImportJob } from "./import/job.ts";
import { verifyPack, type Report } from "./verify-pack.ts";

/**
 * Serves one client; calls `exit` when it sends `shutdown` or the connection closes.
 *
 * @returns ends the work so that an import can go on later, then calls `exit`
 */
export function serve(connection: MessageConnection, exit: () => void): () => Promise<void> {
  const report: Report = (progress) => {
    connection.sendNotification(PackProgressNotification, progress).catch(() => undefined);
  };
  connection.onRequest(PackBuildRequest, (params, token) =>
    answer(token, (signal) => buildPack(parseParams(packBuildParamsSchema, params), report, signal)),
  );
  connection.onRequest(PackVerifyRequest, (params, token) =>
    answer(token, (signal) => verifyPack(parseParams(packVerifyParamsSchema, params).pack, report, signal)),
  );
  let running: ImportJob | undefined;
  const importing = (params: unknown): ImportJob => {
    const emit = (event: Parameters<ConstructorParameters<typeof ImportJob>[1]>[0]): void => {
      connection.sendNotification(ImportEventNotification, event).catch(() => undefined);
    };
    running = new ImportJob(parseParams(importParamsSchema, params), emit);
    return running;
  };
  connection.onRequest(ImportPlanRequest, (params, token) =>
    answer(token, (signal) => cancellable(importing(params), signal, (job) => job.plan())),
  );
  connection.onRequest(ImportRunRequest, (params, token) =>
    answer(token, (signal) => cancellable(importing(params), signal, (job) => job.run())),
  );
  connection.onNotification(ImportPauseNotification, (params) => {
    const parsed = v.safeParse(importPauseSchema, params);
    if (!parsed.success) return;
    if (parsed.output.paused) running?.control.pause();
    else running?.control.resume();
  });
  /* Whatever ends this process, a running import keeps what it has. */
  const leave = async (): Promise<void> => {
    await running?.control.hold();
    setImmediate(exit);
  };
  connection.onRequest(PackerShutdownRequest, async () => {
    await leave();
    return null;
  });
  connection.onClose(() => void leave());
  connection.listen();
  return leave;
}

function cancellable<Result>(
  job: ImportJob,
  signal: AbortSignal,
  work: (job: ImportJob) => Promise<Result>,
): Promise<Result> {
  signal.addEventListener("abort", () => {
    job.control.cancel();
  });
  return work(job);
}

async function answer<Result>(token: CancellationToken, work: (signal: AbortSignal) => Promise<Result>) {
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } catch (thrown) {
    return toResponseError(thrown);
  } finally {
    subscription.dispose();
  }
}
