// What may go along with a message. Mail servers take 20 to 25 MB at most, and mail makes a third more of what it carries.

export const FILES_MAX = 10;
export const FILES_MEGABYTES_MAX = 10;
export const FILES_BYTES_MAX = FILES_MEGABYTES_MAX * 1024 * 1024;
