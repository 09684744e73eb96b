/** What an order's change may show elsewhere: its bill, the morning, the records. */
export const refreshes = ['repairs.', 'billing.', 'insight.', 'audit.']
