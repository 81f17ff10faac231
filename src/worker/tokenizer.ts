/** The pack's `tokenizer.json` (Hugging Face tokenizers, byte-level BPE): text → ids, and the bytes of an id. */
import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import { UserError } from "../shared/errors.ts";
import { tokenBytes } from "../model/byte-level.ts";
import type { Tokenize } from "../model/prompt.ts";

export interface PackTokenizer {
  readonly tokenize: Tokenize;
  /** Bytes of a token; none for special tokens and for ids outside the vocabulary. */
  readonly bytes: (id: number) => Uint8Array;
}

export async function loadTokenizer(path: string): Promise<PackTokenizer> {
  try {
    const json = JSON.parse(await readFile(path, "utf8")) as object;
    return adapt(new Tokenizer(json, {}));
  } catch (cause) {
    throw new UserError(
      "PACK_FILE_CORRUPT",
      `"${path}" is not a tokenizer this version reads.`,
      "Install the pack again.",
      {
        cause,
      },
    );
  }
}

function adapt(tokenizer: Tokenizer): PackTokenizer {
  const added = tokenizer.get_added_tokens_decoder();
  const none = new Uint8Array();
  return {
    tokenize: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    bytes: (id) => {
      const special = added.get(id);
      if (special !== undefined) return special.special ? none : new TextEncoder().encode(special.content);
      const entry = tokenizer.id_to_token(id);
      return entry === undefined ? none : tokenBytes(entry);
    },
  };
}
