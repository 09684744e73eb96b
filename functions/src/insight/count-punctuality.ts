import { outcomeOf } from '@linli/shared/insight/punctuality'
import { byRoom } from '../billing/by-room'
import type { StoredBill } from '../billing/load-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { payerItem, payerKey, StoredPayer, sumWrites } from './punctual-store'

/** Whose bill it is: one for each payer under a household. */
export type PayerOf = (bill: StoredBill) => { debtId: string; building: string }

/** Payers of one transaction: each is an item, and of each building one more. */
const atOnce = 20

/**
 * Who paid on time, after these bills have moved or become overdue: bills are told of as they are, so that it may come late,
 * twice or in any order. A payer's record and the sums of its building change together.
 */
export async function countPunctuality(ctx: Context, bills: readonly StoredBill[], payerOf: PayerOf): Promise<void> {
  const groups = [...byRoom(bills, bill => JSON.stringify(payerKey(freshPayer(bill, payerOf)))).values()]
  for (let at = 0; at < groups.length; at += atOnce) {
    const some = groups.slice(at, at + atOnce)
    await deciding(() => countSome(ctx, some, payerOf))
  }
}

async function countSome(ctx: Context, groups: StoredBill[][], payerOf: PayerOf): Promise<void> {
  const fresh = groups.flatMap(([first]) => (first ? [freshPayer(first, payerOf)] : []))
  const found = await ctx.db.getMany(fresh.map(payerKey), StoredPayer)
  const puts: Write[] = []
  const sums = new Map<string, Extract<Write, { update: unknown }>>()
  for (const [i, payer] of fresh.entries()) {
    const before = found[i]
    const next = withBills(before?.bills ?? {}, groups[i] ?? [], ctx.today())
    if (JSON.stringify(next) === JSON.stringify(before?.bills ?? {})) continue
    const put = payerItem({ ...payer, bills: next, version: (before?.version ?? 0) + 1 })
    puts.push(before ? { put, if: { version: before.version } } : { put, ifAbsent: true })
    for (const write of sumWrites(payer, next, before?.bills)) addTo(sums, write)
  }
  // Written twice it is the same: after a lost answer the versions tell.
  const [first] = puts
  if (first && 'put' in first)
    await ctx.db.transact([...puts, ...sums.values()], { pk: first.put.pk, sk: `counted#${ctx.newId()}` })
}

function freshPayer(bill: StoredBill, payerOf: PayerOf): StoredPayer {
  const { communityId, object, payer, dueDate } = bill
  return {
    communityId,
    year: dueDate.slice(0, 4),
    ...payerOf(bill),
    object,
    payerName: payer.name,
    bills: {},
    version: 0,
  }
}

/** What is known of the other bills stays; names in order, so that the same is the same. */
function withBills(known: StoredPayer['bills'], bills: StoredBill[], today: string): StoredPayer['bills'] {
  const next = { ...known }
  for (const bill of bills) {
    const outcome = outcomeOf(bill, today)
    if (outcome) next[bill.billId] = outcome
    else delete next[bill.billId]
  }
  return Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** An item stands once in a transaction. */
function addTo(sums: Map<string, Extract<Write, { update: unknown }>>, write: Write): void {
  if (!('update' in write)) return
  const { key, add = {} } = write.update
  const name = `${key.pk}|${key.sk}`
  const all: Record<string, number | Set<string>> = { ...sums.get(name)?.update.add }
  for (const [counter, by] of Object.entries(add)) all[counter] = Number(all[counter] ?? 0) + Number(by)
  sums.set(name, { update: { key, add: all } })
}
