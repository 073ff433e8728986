/** As many rows are read, checked and saved at once: a transaction each. */
export const BATCH_ROWS = 1000;
