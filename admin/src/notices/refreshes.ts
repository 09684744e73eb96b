/** What a change of one may show elsewhere: the records, who is told of it. */
export const refreshes = ['notices.', 'audit.', 'messages.pushes']
