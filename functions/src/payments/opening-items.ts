import type { Bill } from '@linli/shared/billing/schema'
import type { JournalAccount, JournalLine } from '@linli/shared/payments/schema'
import type { BusinessDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { linesOf, posted } from './publication-items'
import { postingItem } from './store'

export type OpeningMovement =
  | { kind: 'arrears'; bill: Bill }
  | { kind: 'prepayment' | 'deposit'; roomId: string; amountFen: number; feeItemId?: string }

/**
 * The posting of opening balances, each against 期初 (`opening_balance`): what is owed to the office is a receivable, what
 * the office owes is a prepayment or a deposit. With the message that has it sealed; `sourceId` posts once.
 */
export const openingItems = (
  ctx: Context,
  communityId: string,
  batch: { sourceId: string; valueDate: BusinessDate; movements: OpeningMovement[] },
): Write[] => opening(ctx, communityId, 'opening', batch, 1)

/** The exact negative, of lots and deposits; a bill's is its void. */
export const openingReversalItems = (
  ctx: Context,
  communityId: string,
  batch: { sourceId: string; valueDate: BusinessDate; movements: OpeningMovement[] },
): Write[] => opening(ctx, communityId, 'opening_reversal', batch, -1)

function opening(
  ctx: Context,
  communityId: string,
  kind: 'opening' | 'opening_reversal',
  { sourceId, valueDate, movements }: { sourceId: string; valueDate: BusinessDate; movements: OpeningMovement[] },
  sign: 1 | -1,
): Write[] {
  const lines = movements
    .flatMap(movementLines)
    .map(line => (sign === 1 ? line : { ...line, amountFen: -line.amountFen }))
  return posted(ctx, communityId, postingItem(ctx, communityId, { kind, sourceId, valueDate, lines }))
}

function movementLines(movement: OpeningMovement): JournalLine[] {
  if (movement.kind === 'arrears') return linesOf(movement.bill)
  const { kind, roomId, amountFen, feeItemId } = movement
  const line = (account: JournalAccount, fen: number): JournalLine => ({
    account,
    amountFen: fen,
    ...(feeItemId && { feeItemId }),
    objectId: roomId,
  })
  return [line('opening_balance', amountFen), line(kind, -amountFen)]
}
