import { byRoom } from '../billing/by-room'
import { loadBills, type StoredBill } from '../billing/load-bills'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import { countPunctuality } from '../insight/count-punctuality'
import { debtIdOf, debtWith } from './debts'
import { buildingOf, debtKey, debtWrites, StoredDebt } from './store'

export type BillRef = { roomId: string; billId: string }

/** Debts after some bills have moved: the bills are read consistently, so that it may come late, twice or in any order. */
export async function recountBills(ctx: Context, communityId: string, refs: readonly BillRef[]): Promise<void> {
  for (let at = 0; at < refs.length; at += 100) {
    const bills = await loadBills(ctx, communityId, refs.slice(at, at + 100))
    await recount(
      ctx,
      communityId,
      bills.flatMap(bill => bill ?? []),
    )
  }
}

/** Brings the debts of these bills up to date and answers them; one that has not changed is not written. */
export async function recount(ctx: Context, communityId: string, bills: readonly StoredBill[]): Promise<StoredDebt[]> {
  const groups = byRoom(bills, debtIdOf)
  const places = [...groups].flatMap(([debtId, [first]]) => (first ? [{ debtId, roomId: first.object.id }] : []))
  const found = await ctx.db.getMany(
    places.map(({ debtId, roomId }) => debtKey(communityId, roomId, debtId)),
    StoredDebt,
  )
  const debts: StoredDebt[] = []
  for (const [i, { debtId, roomId }] of places.entries()) {
    const debt = await settled(ctx, { communityId, roomId, debtId }, found[i], groups.get(debtId) ?? [])
    if (debt) debts.push(debt)
  }
  await countPunctuality(ctx, bills, payerOf)
  return debts
}

/** Who paid on time follows the same bills. */
const payerOf = (bill: StoredBill) => ({
  debtId: debtIdOf(bill),
  building: bill.object.type === 'room' ? buildingOf(bill.object.code) : '',
})

type Of = { communityId: string; roomId: string; debtId: string }

/** One debt: decided anew from a fresh read while others write it too. */
async function settled(ctx: Context, of: Of, read: StoredDebt | undefined, bills: StoredBill[]) {
  let before = read
  return deciding(async () => {
    const next = debtWith(before, bills, ctx.today())
    if (!next || (before && isSame(before, next))) return next
    const key = debtKey(of.communityId, of.roomId, of.debtId)
    try {
      // Writing the same once more is no second effect: after a lost answer the debt itself tells.
      await ctx.db.transact(debtWrites(next, before), { pk: key.pk, sk: `counted#${ctx.newId()}` })
      return { ...next, version: (before?.version ?? 0) + 1 }
    } catch (error) {
      if (error instanceof ConditionFailed) before = await ctx.db.get(key, StoredDebt)
      throw error
    }
  })
}

const isSame = (a: StoredDebt, b: StoredDebt): boolean =>
  JSON.stringify(a.owed) === JSON.stringify(b.owed) &&
  JSON.stringify(a.flagged) === JSON.stringify(b.flagged) &&
  a.expiresOn === b.expiresOn &&
  a.amountFen === b.amountFen
