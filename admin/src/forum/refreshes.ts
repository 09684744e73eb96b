/** What a decision about one may show elsewhere: the morning, the records. */
export const refreshes = ['forum.', 'insight.', 'audit.']
