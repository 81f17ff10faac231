/** What errors and notices of the worker are called in the languages that have no words of their own for each case: to be translated. */
import type { ErrorCode } from "../shared/errors.ts";
import type { PanelNotice } from "../shared/turns.ts";

/** By code: a sentence and a next step, of the errors that the editor can show. */
export const errorWords: Partial<Readonly<Record<ErrorCode, readonly [message: string, nextStep: string]>>> = {
  IMAGE_MISSING: ["There is no such file, or it cannot be read.", "Check where it is, then read it again."],
  IMAGE_EMPTY: ["The image file is empty.", "Choose a file that holds an image."],
  IMAGE_NOT_AN_IMAGE: ["The file is not an image, whatever its name says.", "Choose an image file."],
  IMAGE_LFS_POINTER: [
    "The file is a Git LFS pointer, not the image itself.",
    'Run "git lfs pull" in its repository, then read it again.',
  ],
  IMAGE_FORMAT_UNSUPPORTED: [
    "The file is in a format that ML-Mamba cannot read.",
    "Save it as PNG, JPEG, WebP, GIF, SVG, AVIF, TIFF or BMP and open that file.",
  ],
  IMAGE_TRUNCATED: ["The image file is damaged or cut off.", "Copy, download or export it again, then read it again."],
  IMAGE_TOO_LARGE: ["The image is too large.", "Crop it or scale it down, then read it again."],
  IMAGE_SVG_EXTERNAL: [
    "The SVG refers to something outside of itself.",
    "Embed what it refers to, or export it as PNG.",
  ],
  IMAGE_NOT_OPEN: ["The image of this question is not open.", "Read the image again."],
  REGION_INVALID: ["The region lies outside of the image, or is too small.", "Select a larger part of the image."],
  PANEL_FULL: ["The panel is full.", "Remove an image from the panel, then add this one."],
  PANEL_NO_IMAGE: [
    "There is no image in what was pasted or dropped.",
    "Copy a picture or drop an image file, then try again.",
  ],
  PANEL_WEB_IMAGE: [
    "This is the address of an image, not the image itself.",
    "Copy the image in the browser, then paste it here.",
  ],
  PICTURE_NOT_KEPT: ["This picture was pasted and not kept.", "Paste it again: its conversation continues."],
  CLIPBOARD_CLOSED: [
    "The panel may not look into the clipboard by itself.",
    "Click into the panel and press the keys for pasting.",
  ],
  CAPTURE_UNAVAILABLE: [
    "From here no picture of your screen can be taken.",
    "Take it with your system's screenshot tool and paste it into the panel.",
  ],
  CAPTURE_FAILED: [
    "The system's screenshot tool gave no picture.",
    "Take it with another tool and paste it into the panel.",
  ],
  EDITOR_MISSING: [
    "There is no text editor to insert the answer into.",
    "Open a file, put the cursor where the answer is to stand, then try again.",
  ],
  EDITOR_READ_ONLY: ["The file cannot be changed.", "Put the cursor into a file that can be edited."],
  STORAGE_FAILED: ["This could not be written to the disk.", "Free some space, or check the permissions."],
  CONVERSATION_DAMAGED: [
    "The kept conversations about this image are damaged and were put aside.",
    "Nothing is to be done; new questions are kept again.",
  ],
  IMAGE_LINK_UNKNOWN: ["Which image this is cannot be known from the document.", "Ask about the image's file instead."],
  IMAGE_HOST_NOT_ALLOWED: [
    "Images of this host are not fetched.",
    'To change that, run "ML-Mamba: Manage Image Hosts".',
  ],
  IMAGE_UNREACHABLE: ["The host gave no image.", "Check the address and the connection, then try again."],
  DOCUMENT_TOO_LARGE: ["The document is too large.", "Split it into smaller ones."],
  DOCUMENT_UNREADABLE: [
    "The document cannot be read.",
    "Check that it is there, that it is text, and its permissions.",
  ],
  DOCUMENT_CHANGED: [
    "The document was changed since it was read.",
    "Nothing was written into it; run the command again.",
  ],
  DOCUMENT_NOT_WRITTEN: [
    "The document could not be written.",
    "Check its permissions and the space on the disk, then try again.",
  ],
  ANSWER_EMPTY: ["The model said nothing about the image.", "Write the alt text yourself, or ask again."],
  OCR_MODEL_MISSING: ["A file of the text recogniser is missing.", "Install ML-Mamba again."],
  OCR_MODEL_CORRUPT: ["A file of the text recogniser is damaged.", "Install ML-Mamba again."],
  PACK_MISSING: ["There is no model pack in this folder.", 'Check the setting "mlMamba.pack".'],
  PACK_MANIFEST_INVALID: ["The description of the model pack is not valid.", "Install the pack again."],
  PACK_FILE_MISSING: ["A file of the model pack is missing.", "Install the pack again."],
  PACK_FILE_CORRUPT: ["A file of the model pack is damaged.", "Install the pack again."],
  PACK_GRAPH_INVALID: ["The model pack does not fit this version.", "Install a pack that is made for this version."],
  PACK_TOO_NEW: [
    "The model pack is made for a newer version of ML-Mamba.",
    "Update ML-Mamba, or choose another model.",
  ],
  PACK_SEES_NOTHING: ["This model reads text only, no images.", "Choose a model that sees."],
  PACK_EXISTS: ["This model is installed already.", "Remove it first, or add it again and replace it."],
  PACK_WRITE_FAILED: ["The model pack could not be written.", "Check the folder and the space on the disk."],
  PACK_ARCHIVE_INVALID: ["The archive is no model pack.", "Download it again, or choose another one."],
  PACK_BUSY: ["A model is being imported already.", "Wait until it is there, or cancel it where it was started."],
  PACK_UNKNOWN: ["There is no such model.", "Choose one of the list."],
  CHECKPOINT_MISSING: ["There is no checkpoint here.", "Choose the folder or file of a checkpoint."],
  CHECKPOINT_INVALID: [
    "The checkpoint is damaged, or does not fit the model.",
    "Download it again, or choose another one.",
  ],
  CHECKPOINT_FORMAT: [
    "The checkpoint is in a format that cannot be read.",
    "Choose a .safetensors or a .pt of PyTorch.",
  ],
  CHECKPOINT_UNSAFE: [
    "The checkpoint would run code when it is loaded; nothing of it was run.",
    "Do not use it; choose one in .safetensors.",
  ],
  MODEL_UNKNOWN: ["This is no model that can be imported.", "Choose a model of the family."],
  HUB_ADDRESS_INVALID: ["The address of the hub is not valid.", "Correct it in the settings."],
  HUB_UNREACHABLE: [
    "The hub cannot be reached.",
    "Check the connection and the proxy, then try again: what was downloaded is kept.",
  ],
  HUB_UNAUTHORIZED: ["The hub wants an access token.", "Set one, then try again."],
  HUB_FORBIDDEN: [
    "The access token does not open this repository.",
    "Accept its terms on its page, or set another token, then try again.",
  ],
  HUB_NOT_FOUND: ["There is no such repository or file on the hub.", "Check its name and revision."],
  HUB_RANGE_REFUSED: ["The hub does not go on where the download stopped.", "Start the import again."],
  HUB_THROTTLED: ["The hub asks to wait.", "Try again later: what was downloaded is kept."],
  HUB_FAILED: ["The hub answered with an error.", "Try again later: what was downloaded is kept."],
  HUB_NOT_A_FILE: ["A web page came instead of the file.", "Check the address and the proxy."],
  HUB_FILE_CHANGED: ["The file changed while it was downloaded.", "Start the import again."],
  HUB_FILE_CORRUPT: ["The downloaded file is not the published one.", "Start the import again."],
  DISK_FULL: ["There is not enough space on the disk.", "Free some space, or choose another folder for models."],
  FOLDER_NOT_WRITABLE: ["The folder cannot be written to.", "Check its permissions, or choose another folder."],
  QUESTION_EMPTY: ["The question is empty.", "Type what you want to know about the image."],
  QUESTION_TOO_LONG: ["The question is too long.", "Ask a shorter question."],
  OPTIONS_INVALID: ["An option of the model is out of its range.", "Correct it in the settings."],
  RUNTIME_MISSING: [
    "The libraries that run the model cannot be loaded on this platform.",
    "Install the build of ML-Mamba for this platform.",
  ],
  WORKER_CRASHED: [
    "The process that runs the model ended unexpectedly.",
    "Ask again; if it happens again, the computer may be short of memory.",
  ],
  WORKER_HUNG: [
    "The process that runs the model gave no sign of life and was ended.",
    "Ask again; if it happens again, try fewer threads or a smaller image.",
  ],
  CANCELLED: ["The work was stopped on request.", "Ask again to continue."],
  INTERNAL: ["Something went wrong inside ML-Mamba.", "Try again; if it happens again, please report it with the log."],
};

export const noticeWords: Partial<Readonly<Record<PanelNotice["code"], string>>> = {
  LINES_SELECTED:
    "The image has more text than the model can read at once; the lines that fit the question best were used.",
  ANSWER_CUT: "The answer was cut at its greatest length.",
  ANSWER_REPEATS: "The answer went round in a circle and was ended.",
  ANSWER_UNSURE: "I am not sure of this answer.",
};
