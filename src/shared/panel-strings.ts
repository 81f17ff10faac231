/**
 * Every word of the panel that does not come with its state, in English. The host puts each through `vscode.l10n.t` and sends them with
 * the replay. `{0}`, `{1}` are filled in by {@link filled}.
 */
import * as v from "valibot";

export const englishPanelStrings = {
  imageRegion: "Image",
  imageView: "{0}, {1} × {2} pixels. Arrow keys move it, plus and minus zoom, 0 fits it, R selects a region.",
  toolbar: "Image view",
  fit: "Fit",
  fitTitle: "Fit the image into the view (0)",
  actualSize: "100 %",
  percent: "{0} %",
  actualSizeTitle: "Show the image in its own size (1)",
  zoomIn: "Zoom in (+)",
  zoomOut: "Zoom out (−)",
  copyText: "Copy text",
  copyTextTitle: "Copy all text of the image in reading order",
  copyRegionTitle: "Copy the text of the region in reading order",
  region: "Region",
  regionTitle: "Select the part to ask about: drag on the image, or press R and use the arrow keys",
  regionKeys:
    "Arrow keys move it, Shift and arrow keys resize it, with Ctrl by single pixels. Enter asks about it, Delete removes it, Esc leaves it as it was.",
  regionPlace: "Region at {0}, {1}, {2} × {3} pixels",
  regionFacts: "region {0} × {1}",
  regionRemove: "Remove the region: ask about the whole image",
  scopeWhole: "whole image",
  scopeRegion: "region {0} × {1}",
  scopeAgain: "Ask about this region again",
  scopeCompared: "{0} images",
  enlarge: "Enlarge the image (F)",
  reduce: "Show the conversation again (Esc)",
  imageMenu: "More about this image",
  openImage: "Open in the editor",
  revealImage: "Reveal in the explorer",
  remove: "Remove from the panel",
  keep: "Keep it",
  keepAsFile: "Save as a file…",
  notKept: "A pasted picture is gone when the window is closed.",
  unread: "It is read when it is asked about.",
  foldImage: "Hide image",
  unfoldImage: "Show image",
  resize: "Width of the image",
  cannotShow: "This picture cannot be shown here; the model reads it all the same.",
  fileGone: "The file is gone. The conversation stays.",

  stageLoad: "Loading the model",
  stageDecode: "Decoding the image",
  stageOcr: "Reading its text",
  stageEncode: "Looking at the image",
  stagePrefill: "Taking it all in",
  stageAnswer: "Answering",
  seconds: "{0}\u00a0s",
  milliseconds: "{0}\u00a0ms",
  readIn: "Read in {0}",
  linesNone: "no text found",
  linesOne: "1 line",
  linesMany: "{0} lines",
  modelSaw: "model saw {0} × {1}",
  modelSawCrops: "model saw {0} × {1} and {2} crops",
  timingsTitle: "Decoding {0}, text {1}, encoding {2}, prefill {3} ({4} tokens)",
  readingFailed: "The image could not be read.",
  readAgain: "Read again",
  showLog: "Show log",
  fileChanged: "The file has changed since it was read.",
  fileDeleted: "The file was deleted after it was read.",

  strip: "Images in the panel",
  stripImageTitle: "{0} (Delete removes it)",
  stripBusy: "at work",
  stripFailed: "could not be read",
  image: "Image",
  addImage: "Add an image",
  pasteImage: "Paste image",
  chooseFiles: "Choose files…",
  takePicture: "Take a picture of the screen",
  history: "Earlier conversations…",
  dropHere: "Drop to ask about it",
  compare: "Compare",
  compareTitle: "Ask several images the same and see the answers side by side",
  compareEnd: "End comparing",
  compareWhich: "Which images are compared",
  compareMore: "Choose at least two images above.",
  compareEmpty: "Ask once: each image is asked the same, and the answers stand side by side.",
  askThisToo: "Ask this image too",

  welcomeTitle: "Ask about a picture",
  welcomeText:
    "A screenshot, a dialog, a diagram, a table: the answer quotes it and shows where. Nothing leaves this computer.",
  welcomeDrop: "Drop image files here. From within the editor hold Shift while you drop.",
  welcomeExplorer: "In the explorer, right-click an image and choose “Ask ML-Mamba”.",
  welcomeScreen: "A picture of your screen: {0}, then paste it here.",

  problems: "Problems",
  dismiss: "Dismiss",

  conversation: "Conversation",
  conversationMenu: "More about this conversation",
  copyConversation: "Copy as Markdown",
  exportConversation: "Export as Markdown…",
  forget: "Forget all conversations about this image",
  chooseModel: "Choose another model",
  modelMenu: "More about the model…",
  earlier: "Earlier conversations about this image",
  earlierQuestion: "“{0}”",
  edit: "Edit this question",
  editHint: "Enter asks · Esc leaves it as it was",
  cancel: "Cancel",
  branchOf: "Version {0} of {1} of this question",
  branchBefore: "Version before",
  branchAfter: "Version after",
  askedTogether: "Asked of several images",
  onThisComputer: "on this computer",
  modelOff: "not running",
  modelLoading: "loading",
  modelFailed: "did not start",
  newConversation: "New conversation",
  empty: "Ask anything about this image. Answers quote its text and show where it stands.",
  waiting: "Waiting for the image to be read",
  thinking: "Thinking",
  stopped: "Stopped",
  restarted: "The question was asked again.",
  noAnswer: "The answer is empty.",
  quote: "Quote of the image; Enter copies it",
  quoteTitle: "Click to copy",
  countedOne: "Counted 1 place",
  countedMany: "Counted {0} places",
  copy: "Copy",
  copyMarkdown: "Copy as Markdown",
  askAgain: "Ask again",
  insert: "Insert at cursor",
  insertTitle: "Insert the answer where the cursor stands in the last text editor",
  tokensPerSecond: "{0} tokens/s",
  copied: "Copied",
  toEnd: "Jump to the end",

  suggestions: "Suggested questions",
  question: "Question",
  placeholder: "Ask about this image",
  placeholderFollowUp: "Ask another question",
  placeholderRegion: "Ask about this region",
  placeholderCompare: "Ask all {0} images",
  ask: "Ask",
  stop: "Stop",
  askHint: "Enter asks · Shift+Enter new line",
  stopHint: "Esc stops",
  tooLong: "{0} characters of {1}",

  saidImage: "{0}.",
  saidWhole: "The whole image is asked about.",
  saidRegionRead: "The region of {0} × {1} pixels was read: {2}.",
  saidReading: "Reading the image again",
  saidRead: "The image was read: {0}.",
  saidFailed: "The image could not be read: {0}",
  saidAnswering: "Answering",
  saidAnswer: "Answer: {0}",
  saidStopped: "Stopped. {0}",
  saidError: "The question could not be answered: {0}",
} as const;

export type PanelStringKey = keyof typeof englishPanelStrings;
export type PanelStrings = Readonly<Record<PanelStringKey, string>>;

export const panelStringKeys = Object.keys(englishPanelStrings) as PanelStringKey[];

export const panelStringsSchema = v.custom<PanelStrings>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    panelStringKeys.every((key) => typeof (value as Record<string, unknown>)[key] === "string"),
  "all strings of the panel are expected",
);

/** The strings in the language of `translate` (`vscode.l10n.t`). */
export function panelStrings(translate: (english: string) => string): PanelStrings {
  return Object.fromEntries(
    panelStringKeys.map((key) => [key, translate(englishPanelStrings[key])]),
  ) as unknown as PanelStrings;
}

/** `text` with `{0}`, `{1}`… replaced by `values`. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}
