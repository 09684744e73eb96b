import { sortCode } from '@linli/shared/imports/room-code'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import { loadBillingState } from './run-store'
import { arrearsKey } from './store'

const Key = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const perPage = 500

/** A household with the bills that an index shows as open: a list of keys, not of truths. */
export type OpenHousehold = { roomId: string; billIds: string[] }

/** Every household with open bills, by room code within a shard; `building` names one building. */
export async function* openHouseholds(
  ctx: Context,
  communityId: string,
  building?: string,
): AsyncGenerator<OpenHousehold> {
  const { shards } = await loadBillingState(ctx, communityId)
  for (let shard = 0; shard < shards; shard++) {
    let household: OpenHousehold | undefined
    let cursor: string | undefined
    do {
      const page = await ctx.db.query({
        index: 'gs3',
        pk: arrearsKey(communityId, shard),
        ...(building && { begins: `${sortCode(building)}-` }),
        schema: Key,
        limit: perPage,
        cursor,
      })
      for (const { pk, sk } of page.items) {
        const [roomId, billId] = [pk.split('#room#')[1], sk.split('#')[1]]
        if (!roomId || !billId) throw new AppError('request.internal')
        if (household?.roomId === roomId) household.billIds.push(billId)
        else {
          if (household) yield household
          household = { roomId, billIds: [billId] }
        }
      }
      cursor = page.cursor
    } while (cursor !== undefined)
    if (household) yield household
  }
}
