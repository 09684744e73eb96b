import { parseYuan, sumFen } from '@linli/shared/money'
import type { OfficeOrder, Share } from '@linli/shared/payments/schema'

export type Left = { share: Share; fen: number }

/** What each bill of an order still has of its money. */
export function leftOf({ shares, refunds = [] }: Pick<OfficeOrder, 'shares' | 'refunds'>): Left[] {
  const back = refunds.flatMap(refund => refund.shares)
  const sumOf = (all: { principalFen: number; lateFeeFen: number }[]) =>
    sumFen(all.map(each => each.principalFen + each.lateFeeFen))
  return shares
    .map(share => ({ share, fen: sumOf([share]) - sumOf(back.filter(({ billId }) => billId === share.billId)) }))
    .filter(({ fen }) => fen > 0)
}

export const refundOf = (left: readonly Left[], typed: Record<string, string>) =>
  backOf(
    left.map(({ share, fen }) => ({ key: share.billId, fen })),
    typed,
  )

/** What goes back of each bill, as typed over what is left; no total while an amount is none, or more than is left. */
export function backOf(left: readonly { key: string; fen: number }[], typed: Record<string, string>) {
  const rows = left.map(({ key, fen }) => {
    const text = typed[key]
    return { billId: key, fen, amountFen: text === undefined ? fen : parseYuan(text) }
  })
  const isWrong = rows.some(({ amountFen, fen }) => amountFen === undefined || amountFen < 0 || amountFen > fen)
  return {
    bills: rows.flatMap(({ billId, amountFen = 0 }) => (amountFen > 0 ? [{ billId, amountFen }] : [])),
    totalFen: isWrong ? undefined : sumFen(rows.map(({ amountFen = 0 }) => amountFen)),
  }
}
