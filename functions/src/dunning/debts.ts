import { limitationEnd } from '@linli/shared/dunning/limitation'
import { minDate, type BusinessDate } from '@linli/shared/time'
import type { StoredBill } from '../billing/load-bills'
import { derivedId } from '../secrets'
import { flaggedAt, type OwedBill, type StoredDebt } from './store'

/** Whose debt a bill belongs to: one for each payer under a household, so that a buyer never meets the seller's. */
export const debtIdOf = ({
  communityId,
  object,
  payer,
}: Pick<StoredBill, 'communityId' | 'object' | 'payer'>): string =>
  derivedId(
    'debt',
    communityId,
    object.id,
    payer.kind,
    ...(payer.personIds.length > 0 ? [...payer.personIds].sort() : [payer.name]),
  )

export const isOpen = ({ state }: Pick<StoredBill, 'state'>): boolean => state === 'published' || state === 'part_paid'

/** A bill as its debt keeps it, while it is open and past its due date. */
export function owedBill(bill: StoredBill, today: BusinessDate): OwedBill | undefined {
  if (!isOpen(bill) || bill.dueDate >= today) return undefined
  const paidOn = bill.movements?.findLast(({ principalFen }) => principalFen > 0)?.date
  return {
    billId: bill.billId,
    dueDate: bill.dueDate,
    dueFen: bill.amountFen - bill.paidFen,
    ...(bill.dispute && { disputed: true }),
    ...(paidOn && { paidOn }),
  }
}

/** When the limitation period of an owed bill ends. */
export const expiryOf = (bill: OwedBill, proven: StoredDebt['proven']): BusinessDate =>
  limitationEnd(
    bill.dueDate,
    [bill.paidOn, proven[bill.billId]].flatMap(date => date ?? []),
  )

/**
 * A debt after some of its bills were read anew: what is known of the others stays. Undefined when nothing is owed and
 * nothing was.
 */
export function debtWith(
  before: StoredDebt | undefined,
  bills: readonly StoredBill[],
  today: BusinessDate,
): StoredDebt | undefined {
  const read = new Set(bills.map(({ billId }) => billId))
  const kept = before?.owed.filter(({ billId }) => !read.has(billId)) ?? []
  const owed = [...kept, ...bills.flatMap(bill => owedBill(bill, today) ?? [])].sort(byDueDate)
  const [first] = bills
  const own = before ?? (first && owed.length > 0 && newDebt(first))
  return own ? counted({ ...own, owed }, today) : undefined
}

const newDebt = (bill: StoredBill): StoredDebt => ({
  debtId: debtIdOf(bill),
  communityId: bill.communityId,
  object: bill.object,
  payer: bill.payer,
  shard: bill.shard,
  amountFen: 0,
  disputedFen: 0,
  bills: 0,
  oldestDue: bill.dueDate,
  expiresOn: bill.dueDate,
  owed: [],
  proven: {},
  flagged: {},
  version: 0,
})

/** The sums and dates that follow from the owed bills; a debt that is paid off keeps its last dates. */
export function counted(debt: StoredDebt, today: BusinessDate): StoredDebt {
  const { owed } = debt
  const sum = (bills: OwedBill[]) => bills.reduce((total, bill) => total + bill.dueFen, 0)
  const ids = new Set(owed.map(({ billId }) => billId))
  const proven = Object.fromEntries(Object.entries(debt.proven).filter(([billId]) => ids.has(billId)))
  const next = {
    ...debt,
    proven,
    amountFen: sum(owed),
    disputedFen: sum(owed.filter(bill => bill.disputed)),
    bills: owed.length,
    oldestDue: owed[0]?.dueDate ?? debt.oldestDue,
    expiresOn:
      owed
        .map(bill => expiryOf(bill, proven))
        .reduce<string | undefined>((a, b) => (a ? minDate(a, b) : b), undefined) ?? debt.expiresOn,
  }
  return { ...next, flagged: flaggedAt(next, today) }
}

const byDueDate = (a: OwedBill, b: OwedBill): number => {
  const [one, other] = [`${a.dueDate}#${a.billId}`, `${b.dueDate}#${b.billId}`]
  return one < other ? -1 : one > other ? 1 : 0
}
