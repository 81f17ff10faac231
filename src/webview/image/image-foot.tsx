/** Below the image: how far its reading is, what was read, or why it could not be read. */
import type { JSX } from "preact";
import type { PanelState, Progress, ReadingReady } from "../../shared/panel-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { usePanel } from "../context.ts";
import { ErrorCard, Icon, PlainButton, QuietButton } from "../controls.tsx";
import { currentStage, readingFacts, readingFraction, readingMs, seconds, stageName, wholeNumber } from "../format.ts";

export function ImageFoot({ state: { reading, file } }: { state: PanelState }): JSX.Element {
  const { strings, post } = usePanel();
  const readAgain = (): void => {
    post({ type: "readAgain" });
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
      {reading.status === "reading" && <ReadingProgress progress={reading} />}
      {reading.status === "ready" && <ReadingResult reading={reading} />}
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

function ReadingResult({ reading }: { reading: ReadingReady }): JSX.Element {
  const { strings, locale } = usePanel();
  const { timings, notices } = reading;
  const parts = [timings.decodeMs, timings.ocrMs, timings.encodeMs, timings.prefillMs];
  const title = filled(
    strings.timingsTitle,
    ...parts.map((ms) => seconds(ms, strings, locale)),
    wholeNumber(timings.prefillTokens, locale),
  );
  const facts = [
    filled(strings.readIn, seconds(readingMs(reading), strings, locale)),
    ...readingFacts(reading, strings, locale),
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
