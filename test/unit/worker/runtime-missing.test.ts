import assert from "node:assert/strict";
import { runtimeMissing } from "../../../src/worker/runtime-missing.ts";

const report = (header: object): { getReport: () => unknown } => ({ getReport: () => ({ header }) });

describe("why the native libraries are missing", () => {
  it("names the platform and the file, without the folders of the machine", () => {
    const cause = new Error(
      "Cannot find module '../bin/napi-v6/darwin/x64/onnxruntime_binding.node'\nRequire stack:\n- /Users/annika/ext/binding.js",
    );
    const error = runtimeMissing(cause, { platform: "darwin", arch: "x64" });
    assert.equal(error.code, "RUNTIME_MISSING");
    assert.match(error.message, /cannot be loaded on darwin x64: .*onnxruntime_binding\.node/);
    assert.doesNotMatch(error.message, /annika|Require stack/);
    assert.match(error.nextStep, /build of ML-Mamba for this platform/);
  });

  it("tells musl from glibc", () => {
    const cause = new Error(
      "Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /home/annika/ext/bin/linux/x64/libonnxruntime.so.1)",
    );
    const musl = runtimeMissing(cause, { platform: "linux", arch: "x64", report: report({}) });
    assert.match(musl.message, /on linux \(musl\) x64: .*ld-linux-x86-64\.so\.2/);
    assert.doesNotMatch(musl.message, /annika/);
    assert.match(musl.message, /libonnxruntime\.so\.1/);
    const glibc = { platform: "linux", arch: "x64", report: report({ glibcVersionRuntime: "2.36" }) };
    assert.match(runtimeMissing(cause, glibc).message, /on linux x64: /);
  });

  it("hides the folders of Windows", () => {
    const cause = new Error(
      "The specified module could not be found. \\\\?\\C:\\Users\\annika\\ext\\win32\\x64\\onnx.node",
    );
    const { message } = runtimeMissing(cause, { platform: "win32", arch: "x64" });
    assert.match(message, /onnx\.node/);
    assert.doesNotMatch(message, /annika/);
  });
});
