import { Meter } from '@linli/shared/billing/meter-schema'
import { roundApi } from '@linli/shared/billing/round-api'
import { communitiesApi } from '@linli/shared/communities/api'
import * as z from 'zod'
import { call } from '../../api'
import { readKept } from '../../storage'
import { type Load, useLoad } from '../../use-load'

const limit = 100
const mostPages = 6
const Meters = z.array(Meter)
const Kept = z.object({ data: Meters })
const roundKey = (communityId: string, building: string) => `round.${communityId}.${building}`

/** All meters of a building that are still in use; they stay on the phone for where there is no network. */
export const useRound = (communityId: string, building: string | undefined): Load<Meter[]> =>
  useLoad(
    building && roundKey(communityId, building),
    async () => {
      const found: Meter[] = []
      let cursor: string | undefined
      for (let pages = 0; pages < mostPages; pages++) {
        const asked = { communityId, building: building ?? '', limit, ...(cursor && { cursor }) }
        const page = await call(roundApi.metersToRead, asked)
        found.push(...page.items.filter(({ endedOn }) => endedOn === undefined))
        cursor = page.cursor
        if (!cursor) break
      }
      return found
    },
    Meters,
  )

export const useBuildings = (communityId: string): Load<{ building: string }[]> =>
  useLoad(
    `buildings.${communityId}`,
    async () => (await call(communitiesApi.listBuildings, { communityId, limit })).items,
    z.array(z.object({ building: z.string() })),
  )

/** One meter, also where there is no network: as its building's list had it last. */
export const useMeter = (of: { communityId: string; roomId: string; meterId: string }): Load<Meter> =>
  useLoad(`meter.${of.meterId}`, () => call(roundApi.meterToRead, of).catch(thrown => keptMeter(of, thrown)), Meter)

function keptMeter({ communityId, meterId }: { communityId: string; meterId: string }, thrown: unknown): Meter {
  const buildings = readKept(
    `linli.kept.buildings.${communityId}`,
    z.object({ data: z.array(z.object({ building: z.string() })) }),
  )
  for (const { building } of buildings?.data ?? []) {
    const kept = readKept(`linli.kept.${roundKey(communityId, building)}`, Kept)
    const found = kept?.data.find(meter => meter.meterId === meterId)
    if (found) return found
  }
  throw thrown
}
