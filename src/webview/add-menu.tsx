/** Where a further image comes from. */
import type { JSX } from "preact";
import type { ScreenCapture } from "../shared/panel-state.ts";
import { usePanel } from "./context.ts";
import { takeClipboard } from "./intake.ts";
import { Menu, type MenuItem } from "./menu.tsx";
import { pasteKeys } from "./platform.ts";

interface AddMenuProps {
  readonly capture: ScreenCapture;
  readonly label?: string;
  readonly up?: boolean;
}

export function AddMenu({ capture, label, up = false }: AddMenuProps): JSX.Element {
  const { strings, post } = usePanel();
  const items: MenuItem[] = [
    {
      label: strings.pasteImage,
      icon: "clippy",
      keys: pasteKeys(),
      onChoose: () => void takeClipboard({ post }),
    },
    {
      label: strings.chooseFiles,
      icon: "folder-opened",
      onChoose: () => {
        post({ type: "chooseFiles" });
      },
    },
    ...(capture === "tool"
      ? [
          {
            label: strings.takePicture,
            icon: "device-camera" as const,
            onChoose: (): void => {
              post({ type: "takePicture" });
            },
          },
        ]
      : []),
    {
      label: strings.history,
      icon: "history",
      onChoose: () => {
        post({ type: "showHistory" });
      },
    },
  ];
  return <Menu icon="add" title={strings.addImage} items={items} up={up} {...(label !== undefined && { label })} />;
}
