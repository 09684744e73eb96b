/** What a change of one may show elsewhere: the records. */
export const refreshes = ['notices.', 'audit.']
