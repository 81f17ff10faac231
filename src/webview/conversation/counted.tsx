/** Says how many places an answer counted; while it is pointed at or has the focus, they are lit in the image. */
import type { JSX } from "preact";
import { filled } from "../../shared/panel-strings.ts";
import type { Quote } from "../../shared/types.ts";
import { useLit, usePanel } from "../context.ts";

interface CountedProps {
  /** The image's id. */
  readonly image: string;
  readonly turn: number;
  /** In the order of counting. */
  readonly counted: readonly Quote[];
}

export function Counted({ image, turn, counted }: CountedProps): JSX.Element | null {
  const { strings } = usePanel();
  const { lit, light } = useLit();
  if (counted.length === 0) return null;
  const on = (): void => {
    light({ type: "counted", image, turn });
  };
  const off = (): void => {
    light(undefined);
  };
  return (
    <button
      type="button"
      class={lit?.type === "counted" && lit.image === image && lit.turn === turn ? "counted lit" : "counted"}
      /* What was counted, for who does not see the image. */
      title={counted.map(({ text }, n) => `${n + 1}. ${text}`).join("\n")}
      onPointerEnter={on}
      onPointerLeave={off}
      onFocus={on}
      onBlur={off}
      /* Where nothing hovers: a tap, which does not focus buttons everywhere. */
      onClick={on}
    >
      {counted.length === 1 ? strings.countedOne : filled(strings.countedMany, counted.length)}
    </button>
  );
}
