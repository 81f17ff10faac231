/** The panel before there is an image: how one comes in. */
import type { JSX } from "preact";
import { filled } from "../shared/panel-strings.ts";
import type { PanelState } from "../shared/panel-state.ts";
import { usePanel } from "./context.ts";
import { Icon, PlainButton, QuietButton } from "./controls.tsx";
import { takeClipboard } from "./intake.ts";
import { pasteKeys, screenKeys } from "./platform.ts";

export function Welcome({ state }: { state: PanelState }): JSX.Element {
  const { strings, post } = usePanel();
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <div class="welcome-zone">
        <Icon name="file-media" />
        <h1 id="welcome-title">{strings.welcomeTitle}</h1>
        <p>{strings.welcomeText}</p>
        <div class="welcome-buttons">
          <PlainButton primary onClick={() => void takeClipboard({ post })}>
            {strings.pasteImage} <kbd>{pasteKeys()}</kbd>
          </PlainButton>
          <PlainButton
            onClick={() => {
              post({ type: "chooseFiles" });
            }}
          >
            {strings.chooseFiles}
          </PlainButton>
          {state.capture === "tool" && (
            <PlainButton
              onClick={() => {
                post({ type: "takePicture" });
              }}
            >
              {strings.takePicture}
            </PlainButton>
          )}
        </div>
        <ul class="welcome-hints">
          <li>{strings.welcomeDrop}</li>
          <li>{strings.welcomeExplorer}</li>
          {state.capture === "paste" && <li>{filled(strings.welcomeScreen, screenKeys())}</li>}
        </ul>
        <QuietButton
          onClick={() => {
            post({ type: "showHistory" });
          }}
        >
          {strings.history}
        </QuietButton>
      </div>
    </section>
  );
}
