import { adjustmentOf, correctedSoFar, creditSplit } from '@linli/shared/billing/adjustment'
import { discountedFen } from '@linli/shared/billing/movements'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { dueDateOf } from '@linli/shared/billing/periods'
import { sumFen } from '@linli/shared/money'
import type { Context } from '../context'
import { derivedId } from '../secrets'
import { Cover, coverKeyOf, coverName, coverWithTerms, uncovering } from './cover'
import { credited } from './draft-bill'
import { loadFeeItem } from './fee-item-store'
import type { StoredReading } from './reading-store'
import { reissuedBills } from './reissue'
import { getBills, type StoredBill } from './store'
import { adjustmentProblems as problems, adjustmentName, isOnce, onceWords } from './words'

export type Adjustment = { bill: Bill; beforeFen: number; correctedFen: number }

/**
 * 补差 of a bill as it would be issued now: what its days come to from today's data, less the bill and its earlier 补差. A
 * negative one lowers what is still due on the bill first; the rest becomes a prepayment of its payer.
 * Why lower it: late fee never runs on what was not owed, and nobody pays first to get it back. `reading`: instead of the
 * one that is kept. Throws billing.cannot_adjust with what to do.
 */
export async function adjustmentFor(
  ctx: Context,
  original: StoredBill,
  { reason, reading }: { reason: string; reading?: StoredReading | undefined },
): Promise<Adjustment> {
  const { communityId, object, feeItemId, adjustedBy = [] } = original
  const problem = problemOf(original)
  if (problem) throw cannot(problem)
  const at = adjustedBy.map(billId => ({ roomId: object.id, billId }))
  const [earlier, [cover], item] = await Promise.all([
    getBills(ctx, communityId, at),
    ctx.db.getMany([coverKeyOf(original)], Cover),
    loadFeeItem(ctx, communityId, feeItemId),
  ])
  const name = coverName(original)
  const items = { ...cover?.items, [name]: uncovering(cover?.items[name], original) }
  const free = coverWithTerms(items, original)
  const corrected = await reissuedBills(ctx, original, free, reading)
  if (corrected.some(({ payer }) => !isSamePayer(payer, original.payer))) throw cannot(problems.otherPayer)
  const before = correctedSoFar(
    original,
    earlier.flatMap(bill => bill ?? []),
  )
  const { lines, totalFen } = adjustmentOf(
    before,
    corrected.flatMap(bill => bill.lines),
  )
  if (totalFen === 0) throw cannot(problems.nothing)
  // What it gives back would be more than the share of it that was paid.
  if (totalFen < 0 && discountedFen(original) > 0) throw cannot(problems.discounted)
  const beforeFen = sumFen(before.map(line => line.amountFen))
  const rev = adjustedBy.length + 1
  const bill = credited(
    {
      ...chargedBy(original),
      billId: derivedId('adjustment', original.billId, rev),
      feeItemName: adjustmentName(original.feeItemName),
      rev,
      lines,
      amountFen: totalFen,
      dueDate: dueDateOf(item, original.period, ctx.today()),
      lateFee: item.lateFee,
      state: totalFen < 0 ? 'paid' : 'published',
      paidFen: 0,
      lateFeePaidFen: 0,
      publishedAt: ctx.now(),
      runId: original.runId,
      adjusts: { billId: original.billId, reason },
    },
    creditSplit(-totalFen, dueOf(original)).toBillFen,
  )
  return { bill, beforeFen, correctedFen: beforeFen + totalFen }
}

/** What it shares with the bill that it corrects. */
const chargedBy = ({ communityId, object, charged, feeItemId, nature, entityId, period, payer }: Bill) => ({
  communityId,
  object,
  ...(charged && { charged }),
  feeItemId,
  nature,
  entityId,
  period,
  payer,
})

const dueOf = ({ state, amountFen, paidFen }: Bill): number =>
  state === 'published' || state === 'part_paid' ? amountFen - paidFen : 0

function problemOf(bill: Bill): string | undefined {
  if (bill.state === 'void') return problems.isVoid
  if (bill.opening) return problems.opening
  if (bill.adjusts) return problems.isAdjustment
  if (isOnce(bill)) return onceWords(bill)
  return undefined
}

/** Whoever is liable beside them may have changed: the bill stays with who owes it. */
const isSamePayer = (a: Bill['payer'], b: Bill['payer']): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'holder' || a.name === b.name) &&
  [...a.personIds].sort().join() === [...b.personIds].sort().join()

const cannot = (message: string) => new AppError('billing.cannot_adjust', { message })
