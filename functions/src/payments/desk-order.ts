import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { ulid } from '@linli/shared/ids'
import type { deskApi } from '@linli/shared/payments/desk-api'
import { type AtDesk, type Taken } from '@linli/shared/payments/at-desk-schema'
import { DeskChannel, type Share } from '@linli/shared/payments/schema'
import { addDays, instantAt } from '@linli/shared/time'
import { randomBytes } from 'node:crypto'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { noAccountId } from '../identity/deleted-account'
import type { StoredOrder } from './store'

/** How money came over the counter. */
export type DeskMoney = Omit<InputOf<typeof deskApi.collect>, 'communityId' | 'bills' | 'despiteBank'>
export type NewOrder = Omit<StoredOrder, 'pk' | 'sk'> & { state: 'paid'; paidAt: string; transactionId: string }

/** Who stands behind the counter. Throws access.forbidden for anybody but an office person. */
export function cashierOf({ actor }: Context): Pick<AtDesk, 'cashierId' | 'cashierName'> {
  if (actor.kind !== 'staff') throw new AppError('access.forbidden')
  return { cashierId: actor.personId, cashierName: actor.name }
}

/** The channel of an order of the counter. Throws payments.not_refundable for money that came another way. */
export function deskChannelOf({ channel }: { channel: string }): DeskChannel {
  const found = DeskChannel.safeParse(channel)
  if (!found.success) throw new AppError('payments.not_refundable')
  return found.data
}

/** Where a cashier's takings are listed by day, in a merchant's place. */
export const tillOf = (cashierId: string): string => `desk-${cashierId}`

/** Money that came earlier is entered so late at most. */
const oldestDays = 60

/** The day that the money counts for: today, or for a transfer, card or cheque the day the channel took it. */
export function paidOnOf(ctx: Context, { channel, paidOn }: Pick<DeskMoney, 'channel' | 'paidOn'>): string {
  const today = ctx.today()
  if (paidOn === undefined || paidOn === today) return today
  const isPossible = channel !== 'cash' && paidOn < today && paidOn >= addDays(today, -oldestDays)
  if (!isPossible)
    throw new AppError('request.invalid', { fields: [{ path: 'paidOn', message: '到账日期不对，请检查' }] })
  return paidOn
}

/** Refuses cash that is too little, and a card, transfer or cheque without its number. */
export function checkMoney({ channel, number, tenderedFen }: DeskMoney, amountFen: number): void {
  if (channel !== 'cash' && !number)
    throw new AppError('request.invalid', { fields: [{ path: 'number', message: '请填写单号' }] })
  if (channel === 'cash' && tenderedFen !== undefined && tenderedFen < amountFen)
    throw new AppError('payments.too_little')
}

type What = { entityId: string; shares: Share[]; takes?: Taken; amountFen: number }

/** An order of the counter: paid as it is made, by whoever stands there. Its own id stands for a transaction's number. */
export async function deskOrder(ctx: Context, communityId: string, money: DeskMoney, what: What): Promise<NewOrder> {
  const desk = cashierOf(ctx)
  checkMoney(money, what.amountFen)
  const paidOn = paidOnOf(ctx, money)
  const community = await loadCommunity(ctx, communityId)
  const entity = community.entities.find(({ entityId }) => entityId === what.entityId)
  if (!entity) throw new AppError('record.not_found')
  const orderId = communityId + ulid(ctx.deps.nowMs(), randomBytes(10))
  const { channel, number, tenderedFen, paidBy } = money
  return {
    orderId,
    communityId,
    communityName: community.name,
    companyId: community.companyId,
    entityName: entity.name,
    entityUscc: entity.uscc,
    merchantRef: tillOf(desk.cashierId),
    mchid: '',
    appid: '',
    channel,
    accountId: noAccountId,
    paidBy,
    description: '',
    state: 'paid',
    ...what,
    desk: { ...desk, ...(channel !== 'cash' && { number }), ...(channel === 'cash' && { tenderedFen }) },
    createdAt: ctx.now(),
    expiresAt: ctx.now(),
    paidAt: paidOn === ctx.today() ? ctx.now() : instantAt(paidOn, '12:00'),
    paidFen: what.amountFen,
    transactionId: orderId,
  }
}
