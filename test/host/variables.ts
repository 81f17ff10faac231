/** How the runner tells the suite inside the extension host where its files are. */

/** The file that gets the report of the suite, as text. */
export const reportVariable = "ML_MAMBA_TEST_REPORT";
/** The file that gets `{"passed","failed","skipped"}`. */
export const countsVariable = "ML_MAMBA_TEST_COUNTS";
