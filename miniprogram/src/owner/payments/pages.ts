import type { PayAnswer } from '../../platform/platform'

/** What the phone said about a payment, or that somebody only looks how it stands. */
export type Said = PayAnswer['outcome'] | 'watching'

type Confirming = { orderId: string; said: Said; reason?: string }

export const confirmingUrl = ({ orderId, said, reason }: Confirming): string =>
  `/payments/confirming/index?orderId=${orderId}&said=${said}${reason ? `&reason=${encodeURIComponent(reason)}` : ''}`
export const paidUrl = (orderId: string): string => `/payments/paid/index?orderId=${orderId}`
export const receiptUrl = (orderId: string): string => `/payments/receipt/index?orderId=${orderId}`

/** Bills of one basket that takes several orders. */
export const allUrl = (billIds: readonly string[]): string => `/payments/all/index?bills=${billIds.join()}`
export const payLinkUrl = (code: string): string => `/payments/link/index?code=${code}`
export const linksUrl = (communityId: string, roomId: string): string =>
  `/payments/links/index?communityId=${communityId}&roomId=${roomId}`
export const shareUrl = (communityId: string, roomId: string, billIds: readonly string[]): string =>
  `/payments/share/index?communityId=${communityId}&roomId=${roomId}&billIds=${billIds.join()}`

/** Of a page's query: anything unknown is somebody who only looks. */
export function saidOf(text: string | undefined): Said {
  switch (text) {
    case 'paid-claimed':
    case 'cancelled':
    case 'failed':
    case 'silent':
      return text
    default:
      return 'watching'
  }
}
