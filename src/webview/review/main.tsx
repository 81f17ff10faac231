/** The entry of the review's page. */
import "./review.css";
import { render } from "preact";
import * as v from "valibot";
import { toReviewSchema, type FromReview } from "../../shared/documents/review.ts";
import { Review } from "./review.tsx";
import { ReviewStore } from "./store.ts";

declare function acquireVsCodeApi(): { postMessage(message: FromReview): void };

const api = acquireVsCodeApi();
const root = document.getElementById("panel");
if (root === null) throw new Error("The page has no #panel");

let waits = false;
const store = new ReviewStore(
  (message) => {
    api.postMessage(message);
  },
  () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      render(<Review store={store} />, root);
    });
  },
);
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toReviewSchema, data);
  if (message.success) store.receive(message.output);
});
store.post({ type: "ready" });
