import { balanced, listed, type Statement, yearsOf } from '@linli/shared/billing/statement'
import type { ChargedObject } from '@linli/shared/billing/schema'
import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import type { HistoryRow } from '@linli/shared/opening/schema'
import type { Deposit, PrepaymentLot } from '@linli/shared/payments/held-schema'
import { billHomeOf } from '../access'
import type { Context, GrantedHome } from '../context'
import { projection } from '../db'
import { historyOfRoom } from '../opening/history'
import { depositsOfRoom, lotsOfRoom } from '../payments/opening-lots'
import { queryAll } from '../query-all'
import { loadHousehold } from './household'
import { billEntries, depositEntries, lotEntries, StatedBill } from './statement-entries'
import { billKey } from './store'
import { fieldProblems } from './words'

type Asked = { communityId: string; roomId: string; from: string; to: string }
/** A hundred years of some items, month by month; how each was computed is not read. */
const mostBills = 10_000
const onlyStated = projection(StatedBill.shape)

/**
 * 对账单 of a room: opening balances, bills, payments, voids, prepayments and deposits in the order of their days, each
 * with the balance after it. Made of the records themselves, read consistently; what is receivable at its end is the sum
 * of the room's receivable lines in the journal up to that day. Throws record.not_found, request.invalid.
 */
export async function statement(ctx: Context, asked: Asked): Promise<Statement> {
  return stated(ctx, asked, everything)
}

/** The same for a resident: what they owe or are liable for, and what is theirs. A buyer never sees the seller's. */
export async function myStatement(ctx: Context, asked: Asked): Promise<Statement> {
  const { actor } = ctx
  const home = actor.kind === 'account' ? billHomeOf(actor, asked, ctx.today()) : undefined
  if (!home || actor.kind !== 'account') throw new AppError('access.forbidden')
  const held = home.roomId === home.personId ? holderNamed(home) : undefined
  return stated(ctx, asked, ownOf(home, actor.accountId), held)
}

type Seen = {
  bill: (bill: StatedBill) => boolean
  lot: (lot: PrepaymentLot) => boolean
  deposit: (deposit: Deposit) => boolean
  history: (row: HistoryRow) => boolean
}
const everything: Seen = { bill: () => true, lot: () => true, deposit: () => true, history: () => true }

const ownOf = (home: GrantedHome, accountId: string): Seen => ({
  bill: bill => canSeeBill(home, bill),
  lot: lot => ('payer' in lot ? lot.payer.personIds.includes(home.personId) : lot.accountId === accountId),
  deposit: ({ payer }) => payer.personIds.includes(home.personId),
  history: ({ payerName, paidOn }) =>
    payerName === undefined
      ? home.role === 'owner' && paidOn !== undefined && home.from <= paidOn
      : payerName === home.personName,
})

/** Who holds nothing has a statement too: an empty one. */
const holderNamed = ({ personId: id, personName: code }: GrantedHome): ChargedObject => ({ type: 'holder', id, code })

async function stated(
  ctx: Context,
  { communityId, roomId, from, to }: Asked,
  seen: Seen,
  known?: ChargedObject,
): Promise<Statement> {
  if (to < from)
    throw new AppError('request.invalid', { fields: [{ path: 'to', message: fieldProblems.statementDates }] })
  const { pk, sk } = billKey(communityId, roomId, '')
  const bills = { pk, begins: sk, schema: StatedBill, only: onlyStated }
  const [{ object }, found, lots, deposits, history] = await Promise.all([
    known ? { object: known } : loadHousehold(ctx, communityId, roomId),
    queryAll(ctx.db, bills, mostBills),
    lotsOfRoom(ctx, communityId, roomId),
    depositsOfRoom(ctx, communityId, roomId),
    historyOfRoom(ctx, communityId, roomId, { from, to }),
  ])
  const entries = [
    ...found.filter(seen.bill).flatMap(billEntries),
    ...lots.filter(seen.lot).flatMap(lotEntries),
    ...deposits.filter(seen.deposit).flatMap(depositEntries),
  ]
  const stood = { ...balanced(entries, { from, to }), history: history.filter(seen.history) }
  return { communityId, object, from, to, ...stood, years: yearsOf(stood), ...listed(stood) }
}
