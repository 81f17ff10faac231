/** Facts for a report of a fault, as Markdown. Versions and figures; no content, no name of a file, no path. */
import type { ErrorCode } from "../shared/errors.ts";
import type { PanelModel } from "../shared/panel-state.ts";
import type { ModelFigures } from "./model.ts";
import type { Settings } from "./settings.ts";

export interface DiagnosticFacts {
  /** Name → version. */
  readonly versions: Readonly<Record<string, string>>;
  /** Name → what it is, such as platform and cores. */
  readonly system: Readonly<Record<string, string | number | boolean>>;
  readonly activation: ActivationTimes;
  readonly settings: Settings;
  readonly model: PanelModel;
  readonly figures: ModelFigures;
  readonly panels: number;
  /** Failures since the window was opened, the last ones. */
  readonly errors: readonly { readonly code: ErrorCode; readonly at: Date }[];
}

/**
 * Our own time in milliseconds when the extension was activated: evaluating the bundle, and `activate`; and the processor time that this
 * took, which does not count how long a busy machine let it wait.
 */
export interface ActivationTimes {
  readonly loadMs: number;
  readonly activateMs: number;
  readonly processorMs: number;
}

export function diagnosticsMarkdown(facts: DiagnosticFacts): string {
  const { settings, model, figures, activation } = facts;
  const { pack, memory, opened, answered } = figures;
  return [
    "### ML-Mamba diagnostics",
    ...section("Versions", facts.versions),
    ...section("System", facts.system),
    ...section("Activation", {
      load: ms(activation.loadMs),
      activate: ms(activation.activateMs),
      processor: ms(activation.processorMs),
    }),
    ...section("Settings", {
      ...settings,
      pack: settings.pack === "" ? "default" : "another folder",
      modelsFolder: settings.modelsFolder === "" ? "default" : "another folder",
      hubEndpoint: settings.hubEndpoint === "" ? "default" : "another address",
    }),
    ...section("Model", {
      status: model.status,
      ...(pack === undefined ? {} : { pack: `${pack.id}@${pack.version}`, callBound: ms(pack.callBoundMs) }),
      ...(memory === undefined
        ? {}
        : { memory: megabytes(memory.rssBytes), states: megabytes(memory.stateBytes), images: memory.images }),
      panels: facts.panels,
    }),
    ...(opened === undefined ? [] : section("Last image read", figuresOf({ ...opened }))),
    ...(answered === undefined ? [] : section("Last answer", figuresOf({ ...answered }))),
    ...section(
      "Failures",
      Object.fromEntries(facts.errors.map(({ code, at }, index) => [`${index + 1}`, `${at.toISOString()} ${code}`])),
    ),
    "",
  ].join("\n");
}

function section(title: string, rows: Readonly<Record<string, string | number | boolean>>): string[] {
  const lines = Object.entries(rows).map(([name, value]) => `- ${name}: ${value}`);
  return ["", `**${title}**`, "", ...(lines.length === 0 ? ["- none"] : lines)];
}

/** Timings by name; names that end in `Ms` get their unit. */
function figuresOf(timings: Readonly<Record<string, number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(timings).map(([name, value]): [string, string | number] =>
      name.endsWith("Ms") ? [name.slice(0, -2), ms(value)] : [name, Math.round(value)],
    ),
  );
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
