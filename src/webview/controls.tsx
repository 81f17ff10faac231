/** The small parts: icons, buttons, an error with what to do about it. */
import type { ButtonHTMLAttributes, ComponentChildren, JSX } from "preact";
import type { ErrorData } from "../shared/errors.ts";
import { useCopy } from "./context.ts";
import type { IconName } from "./icons.ts";

export function Icon({ name }: { name: IconName }): JSX.Element {
  return <span class={`icon icon-${name}`} aria-hidden="true" />;
}

/** A dashed frame: the font of icons has none. */
export function RegionIcon(): JSX.Element {
  return <span class="region-icon" aria-hidden="true" />;
}

interface ButtonProps {
  readonly onClick: () => void;
  readonly children?: ComponentChildren;
  readonly title?: string;
  /** Where the text is not enough, or is an icon alone. */
  readonly label?: string;
  readonly disabled?: boolean;
}

/** Stays focusable while it is disabled, so that the focus is not lost when it becomes so. */
function pressable({ onClick, disabled = false, title, label }: ButtonProps): ButtonHTMLAttributes {
  return {
    type: "button",
    onClick: () => {
      if (!disabled) onClick();
    },
    ...(title === undefined ? {} : { title }),
    ...(label === undefined ? {} : { "aria-label": label }),
    ...(disabled ? { "aria-disabled": "true" } : {}),
  };
}

interface IconButtonProps extends ButtonProps {
  readonly icon: IconName;
  readonly title: string;
  /** Only there in the narrow layout. */
  readonly narrowOnly?: boolean;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  return (
    <button
      class={props.narrowOnly === true ? "tool narrow-only" : "tool"}
      {...pressable({ label: props.title, ...props })}
    >
      <Icon name={props.icon} />
      {props.children}
    </button>
  );
}

export function ToolButton(props: ButtonProps & { readonly pressed?: boolean }): JSX.Element {
  const pressed = props.pressed === undefined ? {} : { "aria-pressed": props.pressed };
  return (
    <button class="tool" {...pressed} {...pressable(props)}>
      {props.children}
    </button>
  );
}

/** A quiet action in a line of text. */
export function QuietButton(props: ButtonProps): JSX.Element {
  return (
    <button class="quiet" {...pressable(props)}>
      {props.children}
    </button>
  );
}

export function PlainButton(props: ButtonProps & { readonly primary?: boolean }): JSX.Element {
  return (
    <button class={props.primary === true ? "button primary" : "button"} {...pressable(props)}>
      {props.children}
    </button>
  );
}

interface CopyLabelProps {
  readonly control: string;
  readonly copied: string;
  readonly children: ComponentChildren;
}

/** The label of a control that copies; for a moment after it did, "Copied" in its place. */
export function CopyLabel({ control, copied, children }: CopyLabelProps): JSX.Element {
  const done = useCopy().copied === control;
  return (
    <span class="swap" data-done={done}>
      <span class="swap-before">{children}</span>
      <span class="swap-after" aria-hidden={!done}>
        {copied}
      </span>
    </span>
  );
}

interface ErrorCardProps {
  readonly error: ErrorData;
  /** Above the error: what failed. */
  readonly title?: string;
  readonly children: ComponentChildren;
}

export function ErrorCard({ error, title, children }: ErrorCardProps): JSX.Element {
  return (
    <div class="card error">
      <Icon name="error" />
      <div class="card-text">
        {title !== undefined && <p class="card-title">{title}</p>}
        <p>
          <code>{error.code}</code> {error.message}
        </p>
        <p>{error.nextStep}</p>
        <div class="card-actions">{children}</div>
      </div>
    </div>
  );
}
