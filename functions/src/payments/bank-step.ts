import type { BankLineState } from '@linli/shared/payments/bank-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { lineIndex, lineKey, liveMandateKey, type StoredBatch, type StoredLine } from './bank-store'
import { moved } from './bank-tally'

type Change = { state: BankLineState; orderId?: string; code?: string; reason?: string }

/**
 * One line's next step, for the transaction that has its effect: the line as it was read, and what its batch's counters
 * change by.
 */
export function stepOf(
  ctx: Context,
  batch: StoredBatch,
  line: StoredLine,
  change: Change,
): { writes: Write[]; counted: Record<string, number>; marker: { pk: string; sk: string } } {
  const audit = auditItem(ctx, {
    communityId: batch.communityId,
    action: 'payments.bank_line',
    technical: true,
    objectType: 'bank_batch',
    objectId: batch.batchId,
    summary: `第 ${line.line} 行 ${change.state}${change.code ? `，${change.code}` : ''}`,
  })
  const next = { ...line, ...change }
  return {
    writes: [
      {
        update: {
          key: lineKey(batch, line.line),
          set: { ...change, at: ctx.now(), ...lineIndex(batch, next) },
          ...(change.reason === undefined && line.reason !== undefined && { remove: ['reason'] }),
        },
        if: { state: line.state },
      },
      audit,
    ],
    counted: moved(line.state, change.state, line.amountFen),
    marker: audit.put,
  }
}

/** What the mandate remembers of it; nothing where it was replaced or ended meanwhile: the caller looks first. */
export const triedWrite = (
  { communityId }: StoredBatch,
  { roomId, mandateId }: StoredLine,
  outcome: { failed: string } | 'paid',
): Write => ({
  update: {
    key: liveMandateKey(communityId, roomId),
    ...(outcome === 'paid'
      ? { set: { failures: 0 }, remove: ['lastFailure'] }
      : { set: { lastFailure: outcome.failed }, add: { failures: 1 } }),
  },
  if: { mandateId },
})
