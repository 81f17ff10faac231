/** The list of frozen files of `test/validation/`. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LIST = "FROZEN.sha256";

/** Ends the process when a file of the folder is frozen already. @param {string} folder @param {string} file */
export function refuseFrozen(folder, file) {
  const list = join(folder, LIST);
  if (!existsSync(list) || !readFileSync(list, "utf8").includes(`  ${file}\n`)) return;
  console.error(`${file} is frozen. Give another folder with --out.`);
  process.exit(1);
}

/** Adds files to the list. @param {string} folder @param {readonly string[]} files relative to the folder */
export function freeze(folder, files) {
  const sum = (/** @type {string} */ file) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  appendFileSync(join(folder, LIST), files.map((file) => `${sum(file)}  ${file}\n`).join(""));
}
