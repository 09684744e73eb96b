import type { MessageFacts } from './facts'

const names = [
  'noticeId',
  'orderId',
  'billId',
  'invoiceId',
  'repairId',
  'complaintId',
  'passId',
  'postId',
  'roomId',
] as const

/** The id of what a message is about, by which the office finds what was said of it. */
export function objectOf(facts: MessageFacts): string | undefined {
  const ids: Record<string, unknown> = { ...facts }
  const found = names.map(name => ids[name]).find(id => typeof id === 'string' && id !== '')
  return typeof found === 'string' ? found : undefined
}
