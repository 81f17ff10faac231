import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectedMarker, isInstalled, markerName, workbenchDir } from "../../workbench/location.ts";

describe("the place of the workbench", () => {
  it("is chosen by ML_MAMBA_WORKBENCH, else lies in the person's cache", () => {
    assert.equal(workbenchDir({ ML_MAMBA_WORKBENCH: "/somewhere" }), "/somewhere");
    assert.match(workbenchDir({ XDG_CACHE_HOME: "/cache" }), /^\/cache\/ml-mamba\/workbench-[\d.]+$/);
    assert.match(workbenchDir({}), /\/\.cache\/ml-mamba\/workbench-[\d.]+$/);
  });

  it("counts as installed only with the marker of this version", async () => {
    const dir = await mkdtemp(join(tmpdir(), "ml-mamba-location-"));
    try {
      assert.equal(isInstalled(dir), false);
      await writeFile(join(dir, markerName), JSON.stringify({ codeServer: "4.0.0" }));
      assert.equal(isInstalled(dir), false);
      await writeFile(join(dir, markerName), expectedMarker());
      assert.equal(isInstalled(dir), true);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
