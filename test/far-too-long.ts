/**
 * Of a reader that goes through its input once: a moment on a quiet machine, seconds on a busy one. What takes the square of
 * a length of a million takes hours.
 */
export const FAR_TOO_LONG_MS = 60_000;
