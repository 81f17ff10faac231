/** One of the compared images, fitted, with the places that its last answer quotes. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ImageState } from "../../shared/image-state.ts";
import type { PanelTurn } from "../../shared/turns.ts";
import { useLit, usePanel } from "../context.ts";
import { CountedBoxes } from "../image/counted-boxes.tsx";
import { marksOf } from "../image/marks.ts";
import { QuoteBox } from "../image/quote-box.tsx";
import { currentStage, stageName } from "../format.ts";
import { usePicture } from "../pictures.ts";

interface ComparedPictureProps {
  readonly image: ImageState;
  /** Its turns in the comparison. */
  readonly turns: readonly PanelTurn[];
}

export function ComparedPicture({ image, turns }: ComparedPictureProps): JSX.Element {
  const { strings, pictures, post } = usePanel();
  const { lit } = useLit();
  const picture = usePicture(pictures, image.id, image.picture);
  const marks = useMemo(() => marksOf(image, turns, lit), [image, turns, lit]);
  const { reading } = image;
  const size = reading.status === "ready" ? { width: reading.width, height: reading.height } : undefined;
  return (
    <figure class="compare-picture">
      <figcaption class="compare-name">
        <span class="name-text">{image.image.name}</span>
        {size !== undefined && (
          <span class="name-size">
            {size.width} × {size.height}
          </span>
        )}
      </figcaption>
      <div
        class="compare-stage"
        {...(size !== undefined && { style: { "--aspect": size.width / size.height, "--width": `${size.width}px` } })}
      >
        {typeof picture === "object" && (
          <div class="stage">
            <img class="picture" src={picture.url} alt={image.image.name} draggable={false} />
            {size !== undefined && (
              <CountedBoxes
                counted={marks.counted}
                size={size}
                lit={lit?.type === "counted" && lit.image === image.id}
              />
            )}
            {size !== undefined &&
              marks.quotes.map((quote) => (
                <QuoteBox key={quote.box.join()} image={image.id} quote={quote} size={size} />
              ))}
          </div>
        )}
      </div>
      {reading.status === "reading" && <p class="compare-state">{stageName(currentStage(reading), strings)} …</p>}
      {reading.status === "failed" && (
        <p class="compare-state">
          <code>{reading.error.code}</code> {reading.error.message}{" "}
          <button
            type="button"
            class="quiet"
            onClick={() => {
              post({ type: "readAgain", image: image.id });
            }}
          >
            {strings.readAgain}
          </button>
        </p>
      )}
    </figure>
  );
}
