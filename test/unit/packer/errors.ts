/** Matchers of errors for `assert.throws` and `assert.rejects`. */
import assert from "node:assert/strict";
import { UserError, type ErrorCode } from "../../../src/shared/errors.ts";

/** Matches a UserError by its code and its sentence; it must also say what to do next. */
export function isUserError(code: ErrorCode, message: RegExp): (thrown: unknown) => true {
  return (thrown) => {
    assert.ok(thrown instanceof UserError, `a UserError instead of ${String(thrown)}`);
    assert.equal(thrown.code, code);
    assert.match(thrown.message, message);
    assert.ok(thrown.nextStep.length > 10);
    return true;
  };
}
