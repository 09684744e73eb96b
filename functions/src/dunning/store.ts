import { isExpiring } from '@linli/shared/dunning/limitation'
import { Debt } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import { BusinessDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/** What a debt keeps of an overdue bill: enough to add it up, and to know when it lapses. */
export const OwedBill = z.object({
  billId: Id,
  dueDate: BusinessDate,
  dueFen: z.number().int(),
  disputed: z.boolean().optional(),
  /** The last part payment: it begins the limitation period anew (民法典 195). */
  paidOn: BusinessDate.optional(),
})
export type OwedBill = z.infer<typeof OwedBill>

/** A debt as kept. `proven` holds the day of the last reminder of each bill that is known to have arrived. */
export const StoredDebt = Debt.omit({ overdueDays: true }).extend({
  shard: z.number().int(),
  owed: z.array(OwedBill),
  proven: z.record(z.string(), BusinessDate),
  flagged: z.object({ disputed: z.string().optional(), expiring: z.string().optional() }),
})
export type StoredDebt = z.infer<typeof StoredDebt>

export const debtsPk = (communityId: string) => `C#${communityId}#debts`
export const debtKey = (communityId: string, roomId: string, debtId: string): Key => ({
  pk: debtsPk(communityId),
  sk: `${roomId}#${debtId}`,
})
export const owingByDays = (communityId: string, shard: number) => `C#${communityId}#owing#${shard}`
export const owingByAmount = (communityId: string, shard: number) => `C#${communityId}#owing-most#${shard}`
export const owingIn = (communityId: string, building: string) => `C#${communityId}#owing-in#${building}`

const mostFen = 10 ** 13
/** The highest amount sorts first. */
const downwards = (amountFen: number) => String(mostFen - amountFen).padStart(14, '0')
export const buildingOf = (code: string) => code.split('-')[0] ?? code

/** The item of a debt; one that is paid off is in no list. */
export function debtItem(debt: StoredDebt): Item {
  const { communityId, object, debtId, shard, oldestDue, amountFen } = debt
  const place = `${sortCode(object.code)}#${debtId}`
  return {
    ...debtKey(communityId, object.id, debtId),
    ...debt,
    ...(amountFen > 0 && {
      gs1pk: owingByDays(communityId, shard),
      gs1sk: `${oldestDue}#${place}`,
      gs2pk: owingByAmount(communityId, shard),
      gs2sk: `${downwards(amountFen)}#${place}`,
      gs3pk: owingIn(communityId, buildingOf(object.code)),
      gs3sk: `${oldestDue}#${place}`,
    }),
  }
}

/** Lists of few: disputed debts by room code, and those whose limitation period ends soon, by its end. */
export const flags = ['disputed', 'expiring'] as const
export type Flag = (typeof flags)[number]
export const flaggedPk = (communityId: string, flag: Flag) => `C#${communityId}#debts-${flag}`

/** Where a debt stands in the lists of few on a day. */
export function flaggedAt(
  debt: Pick<StoredDebt, 'object' | 'debtId' | 'amountFen' | 'disputedFen' | 'expiresOn'>,
  today: BusinessDate,
): StoredDebt['flagged'] {
  if (debt.amountFen <= 0) return {}
  const place = `${sortCode(debt.object.code)}#${debt.debtId}`
  return {
    ...(debt.disputedFen > 0 && { disputed: place }),
    ...(isExpiring(debt.expiresOn, today) && { expiring: `${debt.expiresOn}#${place}` }),
  }
}

/** The write of a debt that nobody else has changed since it was read, with its places in the lists of few. */
export function debtWrites(next: StoredDebt, before: StoredDebt | undefined): Write[] {
  const put = debtItem({ ...next, version: (before?.version ?? 0) + 1 })
  const write: Write = before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
  const pointers = flags.flatMap((flag): Write[] => {
    const [sk, old] = [next.flagged[flag], before?.flagged[flag]]
    if (sk === old) return []
    const pk = flaggedPk(next.communityId, flag)
    return [
      ...(old === undefined ? [] : [{ delete: { pk, sk: old } }]),
      ...(sk === undefined ? [] : [{ put: { pk, sk, debt: put.sk } }]),
    ]
  })
  return [write, ...pointers]
}

/** One debt, consistently. Throws record.not_found. */
export async function loadDebt(ctx: Context, communityId: string, roomId: string, debtId: string): Promise<StoredDebt> {
  const debt = await ctx.db.get(debtKey(communityId, roomId, debtId), StoredDebt)
  if (!debt) throw new AppError('record.not_found')
  return debt
}
