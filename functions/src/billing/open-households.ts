import { sortCode } from '@linli/shared/imports/room-code'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { loadBillingState } from './run-store'
import { arrearsKey } from './store'

const Key = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const perPage = 500
/** Open bills under one name, more than anybody has. */
const mostOfName = 2_000

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
    // Holders of one name, and plates that are masked alike, stand in one place, mixed.
    let place = ''
    let here = new Map<string, OpenHousehold>()
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
      for (const { pk, sk, gs3sk } of page.items) {
        const [roomId, billId] = [pk.split('#room#')[1], sk.split('#')[1]]
        if (!roomId || !billId) throw new AppError('request.internal')
        if (placeIn(gs3sk) !== place) {
          yield* here.values()
          place = placeIn(gs3sk)
          here = new Map()
        }
        const household = here.get(roomId)
        if (household) household.billIds.push(billId)
        else here.set(roomId, { roomId, billIds: [billId] })
      }
      cursor = page.cursor
    } while (cursor !== undefined)
    yield* here.values()
  }
}

const placeIn = (gs3sk: string) => gs3sk.slice(0, gs3sk.indexOf('#'))

/** The households that stand under exactly this code or name with open bills: of a name there may be several. */
export async function householdsNamed(ctx: Context, communityId: string, name: string): Promise<string[]> {
  const { shards } = await loadBillingState(ctx, communityId)
  const lists = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      queryAll(
        ctx.db,
        { index: 'gs3', pk: arrearsKey(communityId, shard), begins: `${sortCode(name)}#`, schema: Key },
        mostOfName,
      ),
    ),
  )
  return [...new Set(lists.flat().flatMap(({ pk }) => pk.split('#room#')[1] ?? []))]
}
