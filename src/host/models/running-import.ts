/** Where the wish of the import that runs is remembered, so that it is offered again after a reload. */
import type { ImportRequest } from "../../client/pack-importer.ts";

export const runningImportKey = "import";

/** What is remembered. */
export interface RememberedImport {
  readonly request: ImportRequest;
  /** Of the model. */
  readonly name: string;
}
