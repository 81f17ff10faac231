/** What is said about imports: progress with speed and time left, and what a person decides on before one starts. */
import * as vscode from "vscode";
import type { ErrorData } from "../../shared/errors.ts";
import type { ImportPlan, ImportStep, PlanNotice, PlanPart } from "../../shared/import-protocol.ts";
import { bytesText } from "../../shared/units.ts";
import type { ImportState } from "./imports.ts";

/** `Downloading 1.2 GB of 9.8 GB, 12.0 MB/s, 9 min left`; paused or waiting it says so. */
export function progressWords({ status, progress, waiting }: ImportState, told: (error: ErrorData) => string): string {
  if (status === "paused") {
    return progress?.step === "download"
      ? vscode.l10n.t("Paused at {0} of {1}", bytesText(progress.done), bytesText(progress.total))
      : vscode.l10n.t("Paused");
  }
  if (waiting !== undefined) return vscode.l10n.t("Waiting to try again: {0}", told(waiting));
  if (progress === undefined) return vscode.l10n.t("Looking at what is there");
  const { step, done, total, bytesPerSecond, secondsLeft } = progress;
  const parts = [
    stepWords(step, done, total),
    ...(bytesPerSecond === undefined ? [] : [vscode.l10n.t("{0}/s", bytesText(bytesPerSecond))]),
    ...(secondsLeft === undefined || done >= total ? [] : [timeLeft(secondsLeft)]),
  ];
  return parts.join(", ");
}

function stepWords(step: ImportStep, done: number, total: number): string {
  const share = `${Math.floor((100 * done) / Math.max(1, total))} %`;
  switch (step) {
    case "look":
      return vscode.l10n.t("Looking at what is there");
    case "download":
      return vscode.l10n.t("Downloading {0} of {1}", bytesText(done), bytesText(total));
    case "unpack":
      return vscode.l10n.t("Unpacking {0}", share);
    case "build":
      return vscode.l10n.t("Building {0}", share);
    case "verify":
      return vscode.l10n.t("Verifying {0}", share);
    case "install":
      return vscode.l10n.t("Installing");
  }
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return vscode.l10n.t("{0} s left", Math.ceil(seconds));
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return vscode.l10n.t("{0} min left", minutes);
  return vscode.l10n.t("{0} h {1} min left", Math.floor(minutes / 60), minutes % 60);
}

export function fitsOnDisk({ disk }: ImportPlan): boolean {
  return disk.needed <= disk.free;
}

/** The plan as lines of text: what it is made of, sizes, needs, licences, what a person should know. */
export function planWords(plan: ImportPlan): string {
  const { kind, parts, precision, licenses, download, pack, disk, memory, installed, notices } = plan;
  const size = bytesText(pack);
  const disks = [bytesText(disk.needed), bytesText(disk.free)] as const;
  const blocks = [
    parts.map(partWords),
    [
      kind === "pack"
        ? vscode.l10n.t("Size: {0}, {1} bits a weight", size, precision)
        : vscode.l10n.t("Size: about {0}, {1} bits a weight", size, precision),
      vscode.l10n.t("To be downloaded: {0}", bytesText(download)),
      fitsOnDisk(plan)
        ? vscode.l10n.t("Disk: {0} needed, {1} free", ...disks)
        : vscode.l10n.t("Disk: {0} needed, only {1} free", ...disks),
      vscode.l10n.t(
        "Memory: about {0} to import, {1} to use; this computer has {2}",
        bytesText(memory.import),
        bytesText(memory.use),
        bytesText(memory.total),
      ),
    ],
    licenses.map(({ what, license, url }) =>
      url === undefined
        ? vscode.l10n.t("Licence of {0}: {1}", what, license)
        : vscode.l10n.t("Licence of {0}: {1} ({2})", what, license, url),
    ),
    [
      ...(installed ? [vscode.l10n.t("It is installed already and will be replaced.")] : []),
      ...notices.map(noticeWords),
    ],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

function partWords(part: PlanPart): string {
  switch (part.kind) {
    case "encoder":
      return part.pixels === undefined ? part.name : vscode.l10n.t("{0} at {1} pixels", part.name, part.pixels);
    case "connector":
      return vscode.l10n.t("Mamba-2 scan connector, projector {0}", part.projector);
    case "languageModel":
      return languageModelWords(part);
  }
}

/** `Mamba-2: 64 layers of 2560` */
export function languageModelWords({ layers, width }: { readonly layers: number; readonly width: number }): string {
  return vscode.l10n.t("Mamba-2: {0} layers of {1}", layers, width);
}

function noticeWords(notice: PlanNotice): string {
  switch (notice.kind) {
    case "unverified":
      return vscode.l10n.t("Nobody has yet compared this conversion with the real weights.");
    case "resizeAssumed":
      return vscode.l10n.t(
        "The checkpoint does not say how images were resized; {0} is used, as in the published model.",
        notice.resize,
      );
    case "memory":
      return vscode.l10n.t(
        "The model needs about {0} of memory while it reads an image; this computer has {1}.",
        bytesText(notice.use),
        bytesText(notice.total),
      );
  }
}
