/** The glyphs of Visual Studio Code's icon font that the panel uses; styles/icons.css has a rule for each. */
export const iconNames = [
  "add",
  "remove",
  "copy",
  "go-to-file",
  "chevron-up",
  "chevron-down",
  "error",
  "warning",
  "info",
  "output",
  "arrow-down",
  "new-session",
  "file-media",
] as const;

export type IconName = (typeof iconNames)[number];
