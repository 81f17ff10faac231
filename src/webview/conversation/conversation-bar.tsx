/** Above the conversation: the model, which can be switched there, and what can be done with the whole conversation. */
import type { JSX } from "preact";
import type { ImageState } from "../../shared/image-state.ts";
import type { PanelModel } from "../../shared/panel-state.ts";
import { root } from "../../shared/turns.ts";
import { useCopy, usePanel } from "../context.ts";
import { Icon, IconButton } from "../controls.tsx";
import { megabytes } from "../format.ts";
import { Menu } from "../menu.tsx";

interface ConversationBarProps {
  readonly state: ImageState;
  readonly model: PanelModel;
}

export function ConversationBar({ state, model }: ConversationBarProps): JSX.Element {
  const { strings, post } = usePanel();
  const { copy } = useCopy();
  const { id, turns, leaf } = state;
  return (
    <header class="bar">
      <ModelButton model={model} />
      <div class="tools">
        <IconButton
          icon="history"
          title={strings.history}
          onClick={() => {
            post({ type: "showHistory" });
          }}
        />
        <IconButton
          icon="new-session"
          title={strings.newConversation}
          disabled={leaf === root}
          onClick={() => {
            post({ type: "newConversation", image: id });
          }}
        />
        <Menu
          icon="ellipsis"
          title={strings.conversationMenu}
          items={[
            ...(leaf === root
              ? []
              : [
                  {
                    label: strings.copyConversation,
                    icon: "copy" as const,
                    onChoose: (): void => {
                      copy("conversation", { type: "copyConversation", image: id });
                    },
                  },
                  {
                    label: strings.exportConversation,
                    icon: "export" as const,
                    onChoose: (): void => {
                      post({ type: "export", image: id });
                    },
                  },
                ]),
            ...(turns.length === 0
              ? []
              : [
                  {
                    label: strings.forget,
                    icon: "trash" as const,
                    onChoose: (): void => {
                      post({ type: "forget", image: id });
                    },
                  },
                ]),
            {
              label: strings.modelMenu,
              icon: "server-environment",
              onChoose: () => {
                post({ type: "showModel" });
              },
            },
            {
              label: strings.showLog,
              icon: "output",
              onChoose: () => {
                post({ type: "showLog" });
              },
            },
          ]}
        />
      </div>
    </header>
  );
}

/** Who answers, and how much memory that takes; a click lists the models of this computer. The menu holds what else can be done about it. */
export function ModelButton({ model }: { model: PanelModel }): JSX.Element {
  const { strings, post } = usePanel();
  const state = useModelState(model);
  return (
    <button
      type="button"
      class="tool model"
      title={strings.chooseModel}
      onClick={() => {
        post({ type: "chooseModel" });
      }}
    >
      <strong>{model.name}</strong>
      <Icon name="chevron-down" />
      <span class="model-facts">
        {state}
        {model.status !== "failed" && (
          <span class="model-place">
            {state !== undefined && " · "}
            {strings.onThisComputer}
          </span>
        )}
      </span>
    </button>
  );
}

/** How it is with the model, where there is more to say than where it runs. */
function useModelState({ status, memoryBytes }: PanelModel): string | undefined {
  const { strings, locale } = usePanel();
  switch (status) {
    case "off":
      return strings.modelOff;
    case "loading":
      return strings.modelLoading;
    case "failed":
      return strings.modelFailed;
    case "ready":
      return memoryBytes === undefined ? undefined : megabytes(memoryBytes, locale);
  }
}
