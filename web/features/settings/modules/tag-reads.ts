/** Everything that shows tags. */
export const tagReads = ['listTags', 'getModule', 'listRecords', 'getRecord'] as const;
