import { dueDateOf } from '@linli/shared/billing/periods'
import type { Draft } from '@linli/shared/billing/run-schema'
import type { Bill, Charge, ChargedObject } from '@linli/shared/billing/schema'
import { beijingDate, type BusinessDate } from '@linli/shared/time'
import { derivedId } from '../secrets'
import type { StoredLine } from './draft-store'
import type { RunItem } from './run-store'

/** A line as the charge that a person reviews; its due date counts from the day of issue. */
export function chargeOf(communityId: string, line: StoredLine, item: RunItem, issuedOn: BusinessDate): Charge {
  const { feeItemId, period, rev, lines, amountFen, payer } = line
  if (!payer) throw new Error(`a charge without payer: ${line.roomId}`)
  return {
    billId: billIdOf(communityId, line),
    communityId,
    object: objectOf(line),
    ...(line.charged && { charged: line.charged }),
    feeItemId,
    feeItemName: nameOf(item, line),
    nature: item.nature,
    entityId: item.collectingEntityId,
    period,
    rev,
    payer,
    lines,
    amountFen,
    dueDate: dueDateOf(item, period, issuedOn),
    lateFee: item.lateFee,
    ...(item.onTimeBp && item.rounding && { onTime: { rateBp: item.onTimeBp, rounding: item.rounding } }),
  }
}

export function draftOf(communityId: string, line: StoredLine, item: RunItem, issuedOn: BusinessDate): Draft {
  const { feeItemId, period, amountFen, previousFen, flag, problem, payer } = line
  return {
    draftId: billIdOf(communityId, line),
    object: objectOf(line),
    ...(line.charged && { charged: line.charged }),
    feeItemId,
    feeItemName: nameOf(item, line),
    period,
    amountFen,
    ...(previousFen !== undefined && { previousFen }),
    flags: flag ? [flag] : [],
    ...(problem && { problem }),
    ...(payer && { charge: chargeOf(communityId, line, item, issuedOn) }),
  }
}

const objectOf = ({ roomId, code, held }: StoredLine): ChargedObject => ({
  type: held ? 'holder' : 'room',
  id: roomId,
  code,
})

/** 「水费（冷水表 W-1）」: wherever the bill is named, on receipts too, one knows which meter it is of. */
const nameOf = ({ name }: RunItem, { charged }: StoredLine) => (charged ? `${name}（${charged.name}）` : name)

/** A charge as the bill that it becomes. */
export const billOf = (charge: Charge, issue: Pick<Bill, 'state' | 'publishedAt' | 'runId' | 'replacesBillId'>): Bill =>
  credited({ ...charge, ...issue, paidFen: 0, lateFeePaidFen: 0 })

/** A negative bill is settled as it is issued: what is not put onto the bill that it corrects becomes a prepayment. */
export function credited(bill: Bill, toBillFen = 0): Bill {
  if (bill.amountFen >= 0) return bill
  const { billId, amountFen, publishedAt } = bill
  const lotFen = -amountFen - toBillFen
  return {
    ...bill,
    paidFen: amountFen,
    movements: [{ date: beijingDate(publishedAt), creditOf: billId, principalFen: amountFen, lateFeeFen: 0 }],
    credit: { toBillFen, lotFen, ...(lotFen > 0 && { lotId: derivedId('credit', billId) }) },
  }
}

/** One bill per fee item, object, period and revision: whoever computes it names it the same. */
const billIdOf = (communityId: string, { feeItemId, roomId, charged, period, rev }: StoredLine) =>
  derivedId('bill', communityId, feeItemId, charged?.type ?? 'room', charged?.id ?? roomId, period.from, period.to, rev)
