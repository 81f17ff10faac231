/** Below the image: how far its reading is, what was read by which model, or why it could not be read. */
import type { JSX } from "preact";
import type { ImageState, PanelRegion, ReadText } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import type { PanelModel } from "../../shared/panel-state.ts";
import type { Progress } from "../../shared/turns.ts";
import { usePanel } from "../context.ts";
import { ErrorCard, Icon, PlainButton, QuietButton } from "../controls.tsx";
import { currentStage, readingFacts, readingFraction, readingMs, seconds, stageName, wholeNumber } from "../format.ts";

interface ImageFootProps {
  readonly state: ImageState;
  readonly model: PanelModel;
}

export function ImageFoot({ state, model }: ImageFootProps): JSX.Element {
  const { strings, post } = usePanel();
  const { id, image, reading, file, region } = state;
  const readAgain = (): void => {
    post({ type: "readAgain", image: id });
  };
  return (
    <footer class="foot">
      {file !== "same" && (
        <p class="foot-notice">
          <Icon name="warning" />
          <span>{file === "changed" ? strings.fileChanged : strings.fileDeleted}</span>
          {file === "changed" && <QuietButton onClick={readAgain}>{strings.readAgain}</QuietButton>}
        </p>
      )}
      {image.kind === "paste" && reading.status === "ready" && <NotKept id={id} />}
      {reading.status === "unread" && <p class="foot-line">{strings.unread}</p>}
      {reading.status === "reading" && <ReadingProgress progress={reading} />}
      {reading.status === "ready" &&
        (region === undefined ? (
          <ReadingResult reading={reading} model={model} />
        ) : (
          <RegionResult region={region} model={model} />
        ))}
      {reading.status === "failed" && (
        <ErrorCard error={reading.error} title={strings.readingFailed}>
          <PlainButton primary onClick={readAgain}>
            {strings.readAgain}
          </PlainButton>
          <PlainButton
            onClick={() => {
              post({ type: "showLog" });
            }}
          >
            {strings.showLog}
          </PlainButton>
        </ErrorCard>
      )}
    </footer>
  );
}

/** A pasted picture is gone with the window, unless the person keeps it. */
function NotKept({ id }: { id: string }): JSX.Element {
  const { strings, post } = usePanel();
  return (
    <p class="foot-notice">
      <Icon name="info" />
      <span>{strings.notKept}</span>
      <QuietButton
        onClick={() => {
          post({ type: "keep", image: id, where: "storage" });
        }}
      >
        {strings.keep}
      </QuietButton>
      <QuietButton
        onClick={() => {
          post({ type: "keep", image: id, where: "file" });
        }}
      >
        {strings.keepAsFile}
      </QuietButton>
    </p>
  );
}

function ReadingProgress({ progress }: { progress: Progress }): JSX.Element {
  const { strings } = usePanel();
  const percent = Math.round(100 * readingFraction(progress));
  const name = stageName(currentStage(progress), strings);
  return (
    <>
      <div
        class="progress"
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div class="progress-done" style={{ width: `${percent}%` }} />
      </div>
      <p class="foot-line">{name} …</p>
    </>
  );
}

function RegionResult({ region, model }: { region: PanelRegion; model: PanelModel }): JSX.Element {
  const { reading, box } = region;
  const { strings } = usePanel();
  switch (reading.status) {
    case "reading":
      return <ReadingProgress progress={reading} />;
    case "ready":
      return <ReadingResult reading={reading} model={model} what={filled(strings.regionFacts, box[2], box[3])} />;
    case "failed":
      return (
        <p class="foot-notice last">
          <Icon name="warning" />
          <span>
            <code>{reading.error.code}</code> {reading.error.message} {reading.error.nextStep}
          </span>
        </p>
      );
  }
}

interface ReadingResultProps {
  readonly reading: ReadText;
  readonly model: PanelModel;
  /** What was read, where it is not the whole image. */
  readonly what?: string;
}

function ReadingResult({ reading, model, what }: ReadingResultProps): JSX.Element {
  const { strings, locale } = usePanel();
  const { timings, notices } = reading;
  const parts = [timings.decodeMs, timings.ocrMs, timings.encodeMs, timings.prefillMs];
  const title = filled(
    strings.timingsTitle,
    ...parts.map((ms) => seconds(ms, strings, locale)),
    wholeNumber(timings.prefillTokens, locale),
  );
  const facts = [
    ...(what === undefined ? [] : [what]),
    filled(strings.readIn, seconds(readingMs(reading), strings, locale)),
    ...readingFacts(reading, strings, locale),
    model.version === undefined ? model.name : `${model.name} ${model.version}`,
  ];
  return (
    <>
      {notices.map(({ code, message }) => (
        <p class="foot-notice" key={code}>
          <Icon name="warning" />
          <span>{message}</span>
        </p>
      ))}
      <p class="foot-line" title={title}>
        {facts.join(" · ")}
      </p>
    </>
  );
}
