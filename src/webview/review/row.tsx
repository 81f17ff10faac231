/** One image of the review: whether its alt text is accepted, the picture, where it stands, the text to edit. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { ReviewItem, ReviewStatus, ReviewStrings } from "../../shared/documents/review.ts";
import { filled, type ReviewStore } from "./store.ts";

/** Pixels; the list counts with it. Kept in step with review.css. */
export const rowHeight = 128;

interface RowProps {
  readonly item: ReviewItem;
  readonly store: ReviewStore;
  readonly count: number;
}

export function Row({ item, store, count }: RowProps): JSX.Element {
  const { strings } = store;
  const name = item.target === "" ? item.file : item.target;
  const isEditable = item.status === "ready" || item.status === "failed" || item.status === "waiting";
  return (
    <li class={`row ${item.status}`} aria-setsize={count} aria-posinset={item.id + 1}>
      <input
        type="checkbox"
        aria-label={filled(strings.accept, name)}
        checked={item.status === "written" || (item.status === "ready" && item.accepted)}
        disabled={item.status !== "ready"}
        onChange={({ currentTarget }) => {
          store.accept([item.id], currentTarget.checked);
        }}
      />
      <Picture item={item} store={store} name={name} />
      <div class="words">
        <div class="place">
          <button
            type="button"
            class="link"
            title={filled(strings.openAt, item.file, item.line)}
            onClick={() => {
              store.post({ type: "open", id: item.id });
            }}
          >
            {item.file}:{item.line}
          </button>
          <span class="target" title={item.target}>
            {item.target}
          </span>
          {item.isLink && <span class="badge">{strings.link}</span>}
          <span class={`badge ${item.status}`}>{statusWords(item.status, strings)}</span>
          {store.pictures.has(item.id) && (
            <button
              type="button"
              class="link"
              title={strings.askTitle}
              onClick={() => {
                store.post({ type: "ask", id: item.id });
              }}
            >
              {strings.ask}
            </button>
          )}
        </div>
        <textarea
          aria-label={filled(strings.altText, name)}
          value={item.text}
          rows={2}
          disabled={!isEditable}
          onInput={({ currentTarget }) => {
            store.edit(item.id, currentTarget.value);
          }}
        />
        <p class="note" title={item.message}>
          {noteOf(item, store)}
        </p>
      </div>
    </li>
  );
}

function noteOf(item: ReviewItem, { strings, longest }: ReviewStore): string {
  if (item.message !== "") return item.message;
  if (item.status !== "ready") return "";
  const { length } = item.text;
  if (length === 0) return item.canBeDecorative ? strings.decorative : "";
  return length > longest ? filled(strings.tooLong, length, longest) : filled(strings.characters, length);
}

function Picture({ item, store, name }: { item: ReviewItem; store: ReviewStore; name: string }): JSX.Element {
  const url = store.pictures.get(item.id);
  useEffect(() => {
    store.wantPicture(item);
  }, [item.id, item.status]);
  return (
    <div class="picture">
      {url === undefined ? (
        <span>{item.status === "waiting" || item.status === "working" ? "" : store.strings.noPicture}</span>
      ) : (
        <img src={url} alt={filled(store.strings.pictureOf, name)} />
      )}
    </div>
  );
}

function statusWords(status: ReviewStatus, strings: ReviewStrings): string {
  switch (status) {
    case "waiting":
      return strings.statusWaiting;
    case "working":
      return strings.statusWorking;
    case "ready":
      return strings.statusReady;
    case "failed":
      return strings.statusFailed;
    case "written":
      return strings.statusWritten;
    case "refused":
      return strings.statusRefused;
  }
}
