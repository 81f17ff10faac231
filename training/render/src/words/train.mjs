/** Word banks of the training screens. The validation screens have their own (`validation.mjs`). */
export * from "./train-content.mjs";
export * from "./train-settings.mjs";
export * from "./train-actions.mjs";
export * from "./train-messages.mjs";
export * from "./train-data.mjs";
