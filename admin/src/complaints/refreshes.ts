/** What a change of one may show elsewhere: the morning, the records. */
export const refreshes = ['complaints.', 'insight.', 'audit.']
