import { collects } from '@linli/shared/payments/posting-kinds'
import type { Posting } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import type { Write } from '../db-write'
import { figuresKey } from './store'

/**
 * The overview's counters that these postings move, per month. They are written in the sealing transaction, which each
 * posting passes exactly once: no event can count twice and none is lost.
 * A credit goes from one bill to another or to a prepayment: collected there, and given back here.
 * billedFen and collectedFen are of the bills' own month (当期收缴率). 期初欠费 has no month: what was brought along and what
 * came in for it (历欠) count in the month of the movement, apart from these. receivedDD is what came in for bills and in advance by the day the channel took it,
 * less what went back on that day. Deposits are nobody's income, and held money counts when it is settled.
 */
export function figureWrites(communityId: string, postings: Pick<Posting, 'kind' | 'valueDate' | 'lines'>[]): Write[] {
  const months = new Map<string, Record<string, number>>()
  const count = (month: string, name: string, fen: number) => {
    const figures = months.get(month) ?? {}
    figures[name] = (figures[name] ?? 0) + fen
    months.set(month, figures)
  }
  for (const posting of postings) {
    for (const line of posting.lines) {
      if (line.account === 'receivable') {
        const month = line.month ?? monthOf(posting.valueDate)
        if (collects(posting.kind)) count(month, line.month ? 'collectedFen' : 'oldCollectedFen', -line.amountFen)
        else count(month, line.month ? 'billedFen' : 'oldArrearsFen', line.amountFen)
      }
      if (line.account === 'channel_cash' && (posting.kind === 'settlement' || posting.kind === 'refund'))
        count(monthOf(posting.valueDate), `received${posting.valueDate.slice(8)}`, line.amountFen)
    }
  }
  return [...months].map(([month, add]) => ({ update: { key: figuresKey(communityId, month), add } }))
}
