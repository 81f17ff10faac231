/** What went wrong and belongs to no image: above all else, until it is dismissed. And for a moment, what was done. */
import type { JSX } from "preact";
import type { PanelProblem } from "../shared/panel-state.ts";
import { usePanel } from "./context.ts";
import { Icon, IconButton } from "./controls.tsx";

export function Problems({ problems }: { problems: readonly PanelProblem[] }): JSX.Element | null {
  const { strings, post } = usePanel();
  if (problems.length === 0) return null;
  return (
    <ul class="problems" aria-label={strings.problems}>
      {problems.map(({ id, error }) => (
        <li class="problem" key={id}>
          <Icon name="warning" />
          <p>
            <code>{error.code}</code> {error.message} {error.nextStep}
          </p>
          <IconButton
            icon="close"
            title={strings.dismiss}
            onClick={() => {
              post({ type: "dismiss", problem: id });
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** Something that was done, or is to be done by the person. A screen reader hears it elsewhere. */
export interface Said {
  readonly text: string;
  /** Until the next image comes; else for a moment. */
  readonly stays: boolean;
  /** Counts them. */
  readonly count: number;
}

export function Toast({ said }: { said: Said | undefined }): JSX.Element | null {
  if (said === undefined) return null;
  return (
    <div class="toast" aria-hidden="true" key={said.count}>
      <Icon name={said.stays ? "info" : "check"} />
      <span>{said.text}</span>
    </div>
  );
}
