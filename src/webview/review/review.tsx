/** The review: a head that says how far it is, and a row for each image, of which only those in view are on the page. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { ReviewItem } from "../../shared/documents/review.ts";
import { Row, rowHeight } from "./row.tsx";
import { filled, type ReviewStore } from "./store.ts";

/** Rows above and below the view, so that the Tab key finds the next one. */
const overscan = 4;

export function Review({ store }: { store: ReviewStore }): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const measure = (): void => {
      setView({ top: element.scrollTop, height: element.clientHeight });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) write(store);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, [store]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan);
  const last = Math.min(store.items.length, Math.ceil((view.top + view.height) / rowHeight) + overscan);
  const shown = store.items.slice(first, last);
  return (
    <main class="review">
      <Head store={store} />
      <ul class="rows" ref={list} aria-label={store.strings.listName}>
        <li class="space" role="presentation" style={{ height: `${first * rowHeight}px` }} />
        {shown.map((item) => (
          <Row key={item.id} item={item} store={store} count={store.items.length} />
        ))}
        <li class="space" role="presentation" style={{ height: `${(store.items.length - last) * rowHeight}px` }} />
      </ul>
    </main>
  );
}

function write(store: ReviewStore): void {
  if (canWrite(store)) store.post({ type: "write" });
}

function canWrite(store: ReviewStore): boolean {
  return store.phase !== "writing" && store.phase !== "working" && store.count(isAccepted) > 0;
}

function isAccepted({ status, accepted }: ReviewItem): boolean {
  return status === "ready" && accepted;
}

function Head({ store }: { store: ReviewStore }): JSX.Element {
  const { strings, phase, items } = store;
  const total = items.length;
  const done = store.count(({ status }) => status !== "waiting" && status !== "working");
  const isRunning = phase === "working" || phase === "scanning";
  const all = items.map(({ id }) => id);
  return (
    <header>
      <h1>{store.title}</h1>
      <p class="state" role="status" aria-live={isRunning ? "off" : "polite"}>
        {stateWords(store, done, total)}
      </p>
      {isRunning && <progress max={Math.max(1, total)} value={done} aria-label={strings.listName} />}
      <div class="actions">
        <button
          class="primary"
          type="button"
          disabled={!canWrite(store)}
          onClick={() => {
            write(store);
          }}
        >
          {filled(strings.write, store.count(isAccepted))}
        </button>
        {isRunning && (
          <button
            type="button"
            onClick={() => {
              store.post({ type: "stop" });
            }}
          >
            {strings.stop}
          </button>
        )}
        {phase === "stopped" && (
          <button
            type="button"
            onClick={() => {
              store.post({ type: "resume" });
            }}
          >
            {strings.resume}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            store.accept(all, true);
          }}
        >
          {strings.acceptAll}
        </button>
        <button
          type="button"
          onClick={() => {
            store.accept(all, false);
          }}
        >
          {strings.acceptNone}
        </button>
        <button
          type="button"
          onClick={() => {
            store.post({ type: "close" });
          }}
        >
          {strings.close}
        </button>
      </div>
    </header>
  );
}

function stateWords(store: ReviewStore, done: number, total: number): string {
  const { strings, phase } = store;
  const ready = store.count(({ status }) => status === "ready");
  const written = store.count(({ status }) => status === "written");
  switch (phase) {
    case "scanning":
      return strings.scanning;
    case "working":
      return filled(strings.working, done, total);
    case "stopped":
      return filled(strings.stopped, done, total);
    case "ready":
      return filled(strings.ready, ready);
    case "writing":
      return strings.writing;
    case "written":
      return filled(strings.written, written, total - written);
  }
}
