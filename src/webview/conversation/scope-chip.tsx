/** What the next question is about: the whole image, or the region, which can be removed. */
import type { JSX } from "preact";
import type { ImageState } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { usePanel } from "../context.ts";
import { Icon, RegionIcon } from "../controls.tsx";

export function ScopeChip({ state: { id, region } }: { state: ImageState }): JSX.Element {
  const { strings, post } = usePanel();
  if (region === undefined) return <span class="scope-chip">{strings.scopeWhole}</span>;
  const [, , width, height] = region.box;
  return (
    <span class={region.reading.status === "failed" ? "scope-chip part failed" : "scope-chip part"}>
      {region.reading.status === "failed" ? <Icon name="warning" /> : <RegionIcon />}
      <span class="scope-text">{filled(strings.scopeRegion, width, height)}</span>
      <button
        type="button"
        class="chip-remove"
        title={strings.regionRemove}
        aria-label={strings.regionRemove}
        onClick={() => {
          post({ type: "selectRegion", image: id });
        }}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
