/** How `--missing-alt` tells what it found: for a person, or as one JSON object a line. */
import { formatError, type ErrorData } from "../shared/errors.ts";
import type { MissingAlt, MissingAltReporter, MissingAltSummary } from "./missing-alt.ts";
import { printable, type Output } from "./reporter.ts";

export class JsonMissingAltReporter implements MissingAltReporter {
  constructor(private readonly out: Output) {}

  image(found: MissingAlt): void {
    this.#line({ type: "image", ...found });
  }

  unreadable(file: string, error: ErrorData): void {
    this.#line({ type: "unreadable", file, error });
  }

  summary(summary: MissingAltSummary): void {
    this.#line({ type: "summary", ...summary });
  }

  #line(value: object): void {
    this.out.stream.write(`${JSON.stringify(value)}\n`);
  }
}

/** A line for each image on standard output, as compilers write them; faults and the sum on standard error. */
export class HumanMissingAltReporter implements MissingAltReporter {
  constructor(
    private readonly out: Output,
    private readonly err: Output,
    private readonly quiet: boolean,
  ) {}

  image({ file, line, target, status, alt, error }: MissingAlt): void {
    const name = target === "" ? "an image" : target.length > 100 ? `${target.slice(0, 60)}…` : target;
    const what = status === "written" ? "written" : "no alt text";
    const words = alt === undefined ? "" : `: ${printable(alt)}`;
    this.out.stream.write(`${file}:${line}: ${printable(name)}: ${what}${words}\n`);
    if (error !== undefined) this.err.stream.write(`  ${formatError(error)}\n`);
  }

  unreadable(file: string, error: ErrorData): void {
    this.err.stream.write(`${file}: ${formatError(error)}\n`);
  }

  summary({ documents, images, missing, written, unreadable }: MissingAltSummary): void {
    if (this.quiet) return;
    const parts = [
      `${documents} ${documents === 1 ? "document" : "documents"}`,
      `${images} ${images === 1 ? "image" : "images"}`,
      `${missing} without alt text`,
      ...(written > 0 ? [`${written} written`] : []),
      ...(unreadable > 0 ? [`${unreadable} not read`] : []),
    ];
    this.err.stream.write(`${parts.join(", ")}\n`);
  }
}
