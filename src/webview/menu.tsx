/** A button that opens a menu: arrow keys, Home and End, a letter, Enter; Esc and Tab close it and give the focus back. */
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./controls.tsx";
import type { IconName } from "./icons.ts";

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly onChoose: () => void;
  /** What the key for it is, to be read. */
  readonly keys?: string;
}

interface MenuProps {
  readonly icon: IconName;
  /** Of the button. */
  readonly title: string;
  /** Beside the button's icon. */
  readonly label?: string;
  readonly items: readonly MenuItem[];
  /** Whether it opens above the button, where that stands at the bottom. */
  readonly up?: boolean;
}

export function Menu({ icon, title, label, items, up = false }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
  };
  useOutside(open, [button, list], close);
  useLayoutEffect(() => {
    if (!open || list.current === null) return;
    keepInside(list.current);
    list.current.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (event.key === "Escape" || event.key === "Tab") {
      close();
      button.current?.focus();
    } else if (!moveFocus(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class={up ? "menu-anchor up" : "menu-anchor"}>
      <button
        ref={button}
        type="button"
        class="tool"
        title={title}
        aria-label={title}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name={icon} />
        {label !== undefined && <span class="tool-label">{label}</span>}
      </button>
      {open && (
        <div ref={list} class="menu" role="menu" aria-label={title} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              class="menu-item"
              tabIndex={-1}
              onClick={() => {
                close();
                button.current?.focus();
                item.onChoose();
              }}
            >
              {item.icon === undefined ? <span class="icon" /> : <Icon name={item.icon} />}
              <span class="menu-label">{item.label}</span>
              {item.keys !== undefined && <kbd>{item.keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** @returns whether the key is one that moves in a menu */
function moveFocus({ key, currentTarget }: TargetedKeyboardEvent<HTMLElement>): boolean {
  const items = [...currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = (index: number): boolean => {
    items[(index + items.length) % items.length]?.focus();
    return true;
  };
  switch (key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "Home":
      return to(0);
    case "End":
      return to(items.length - 1);
  }
  if (key.length !== 1 || key === " ") return false;
  const next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
    item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
  );
  next?.focus();
  return next !== undefined;
}

/** Moves a menu that would reach over the panel's edge. */
function keepInside(menu: HTMLElement): void {
  const margin = 6;
  const { left, right } = menu.getBoundingClientRect();
  const over = Math.max(0, right - (window.innerWidth - margin));
  const under = Math.max(0, margin - left);
  if (over > 0 || under > 0) menu.style.setProperty("translate", `${under - over}px 0`);
}

/** Closes when something else is pressed or gets the focus. */
function useOutside(
  open: boolean,
  inside: readonly { readonly current: HTMLElement | null }[],
  close: () => void,
): void {
  const latest = useRef({ inside, close });
  latest.current = { inside, close };
  useEffect(() => {
    if (!open) return;
    const onElsewhere = ({ target }: Event): void => {
      const isInside = latest.current.inside.some(({ current }) => target instanceof Node && current?.contains(target));
      if (!isInside) latest.current.close();
    };
    const onLeft = (): void => {
      latest.current.close();
    };
    window.addEventListener("pointerdown", onElsewhere, true);
    window.addEventListener("focusin", onElsewhere);
    window.addEventListener("blur", onLeft);
    return () => {
      window.removeEventListener("pointerdown", onElsewhere, true);
      window.removeEventListener("focusin", onElsewhere);
      window.removeEventListener("blur", onLeft);
    };
  }, [open]);
}
