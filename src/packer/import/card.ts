/** What a pack that was made of published weights says about itself: its card and its licences. */
import type { FamilyRecipe } from "../../shared/family.ts";

/** Where a part came from. */
export interface Origin {
  readonly part: string;
  /** Repository, file and commit, or a file's name. */
  readonly from: string;
  readonly license: string;
  readonly url: string | undefined;
  readonly sha256?: string;
}

export function familyCard({ name, vision, precision }: FamilyRecipe, origins: readonly Origin[]): string {
  const rows = origins.map(({ part, from, license, sha256 }) => `| ${part} | ${from} | ${license} | ${sha256 ?? ""} |`);
  const bits = vision === null ? `${precision.matrices}` : `${precision.matrices}, encoders ${precision.encoders}`;
  return `# ${name}

Made on this machine by ML-Mamba's packer from published weights; nothing but the way they are stored was changed.
${vision === null ? "A language model: it reads text and sees no images." : `Vision: ${vision.backbone}, ${vision.resize}; projector ${vision.projector}.`}

| part | from | licence | SHA-256 |
| --- | --- | --- | --- |
${rows.join("\n")}

Bits of a weight: ${bits}, token embedding and head ${precision.tokens}; what that did to each tensor stands in \`errors.json\`.

Not verified on the real weights: the conversion was compared with independent implementations on random weights. How to compare it
with these: docs/verify-published-model.md of ML-Mamba.
`;
}

export function familyLicence({ name, license }: FamilyRecipe, origins: readonly Origin[]): string {
  const parts = origins.map(
    ({ part, from, license: each, url }) => `- ${part} (${from}): ${each}${url === undefined ? "" : `, ${url}`}`,
  );
  return `${name} holds the weights of others, under their licences; the model as a whole: ${license}.

${parts.join("\n")}

The licences' texts stand on the pages that are named. Who passes this pack on passes them on too.
`;
}
