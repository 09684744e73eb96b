import type { ChargedObject, Payer } from '@linli/shared/billing/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import {
  type CreditLot,
  Deposit,
  type DeskLot,
  type OpeningLot,
  PrepaymentLot,
} from '@linli/shared/payments/held-schema'
import { beginsOfCode } from '../communities/begins-of-code'
import type { Context, GrantedHome } from '../context'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { payersLotItem } from './desk-lots'
import { depositKey, depositsKey, depositsOfRoomKey, lotKey, lotsOfRoomKey } from './store'

/** `createdAt` is when it was confirmed. */
type Brought = {
  id: string
  communityId: string
  object: ChargedObject
  payer: Payer
  amountFen: number
  createdAt: string
}

const mostOfRoom = 500

/** 期初预存 as a lot of its payer, for the confirmation's own transaction; its posting is the caller's. */
export function openingLotItem({ id, ...brought }: Brought & { feeItemName?: string }): Write {
  const lot: OpeningLot = { lotId: id, ...brought, leftFen: brought.amountFen, reason: 'opening' }
  return { put: payersLotItem(lot), ifAbsent: true }
}

/** 押金 that was brought along, or taken at the desk, as a deposit that the office holds. */
export function depositItem({
  id,
  ...brought
}: Brought & Pick<Deposit, 'name' | 'paidOn' | 'receiptNumber' | 'orderId' | 'channel'>): Write {
  const deposit: Deposit = { depositId: id, ...brought, state: 'held' }
  const { communityId, object } = brought
  const at = `${sortCode(object.code)}#${id}`
  const places = {
    gs1pk: depositsKey(communityId),
    gs1sk: at,
    gs2pk: depositsOfRoomKey(communityId, object.id),
    gs2sk: at,
  }
  return { put: { ...depositKey(communityId, id), ...deposit, ...places }, ifAbsent: true }
}

/** Takes a lot back whole, where nothing of it was used. */
export const reverseLotItem = (ctx: Context, communityId: string, lotId: string, amountFen: number): Write => ({
  update: { key: lotKey(communityId, lotId), set: { leftFen: 0, reversedAt: ctx.now() }, remove: ['gs2pk', 'gs2sk'] },
  if: { leftFen: amountFen, reversedAt: undefined },
})

/** Takes a deposit back whole, where it was not returned. */
export const reverseDepositItem = (ctx: Context, communityId: string, depositId: string): Write => ({
  update: { key: depositKey(communityId, depositId), set: { state: 'reversed', reversedAt: ctx.now() } },
  if: { state: 'held' },
})

/** Every lot of a room, whoever it belongs to. Eventually consistent. */
export const lotsOfRoom = (ctx: Context, communityId: string, roomId: string): Promise<PrepaymentLot[]> =>
  queryAll(ctx.db, { index: 'gs1', pk: lotsOfRoomKey(communityId, roomId), schema: PrepaymentLot }, mostOfRoom)

export const depositsOfRoom = (ctx: Context, communityId: string, roomId: string): Promise<Deposit[]> =>
  queryAll(ctx.db, { index: 'gs2', pk: depositsOfRoomKey(communityId, roomId), schema: Deposit }, mostOfRoom)

/** The lots that belong to somebody of this home, brought along or paid at the desk: a buyer never sees the seller's. */
export async function lotsOfHome(ctx: Context, home: GrantedHome): Promise<(OpeningLot | DeskLot | CreditLot)[]> {
  const lots = await lotsOfRoom(ctx, home.communityId, home.roomId)
  return lots.flatMap(lot => ('payer' in lot && lot.payer.personIds.includes(home.personId) ? [lot] : []))
}

/** The office's list, by room code. Eventually consistent. */
export async function listDeposits(
  ctx: Context,
  input: { communityId: string; prefix?: string | undefined; limit?: unknown; cursor?: string | undefined },
) {
  const { communityId, prefix, limit = 50, cursor } = input
  const { begins, has } = beginsOfCode(prefix)
  const found = await ctx.db.query({
    index: 'gs1',
    pk: depositsKey(communityId),
    ...(begins !== '' && { begins }),
    schema: Deposit,
    limit: Number(limit),
    cursor,
  })
  return { ...found, items: found.items.filter(({ object }) => has(object.code)) }
}
