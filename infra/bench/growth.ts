import { makeApp } from '@linli/functions/http'
import { allRoutes } from '@linli/functions/registry'
import { derivedId } from '@linli/functions/secrets'
import { newSession } from '@linli/functions/session'
import { makeFeeItem } from '@linli/functions/test/make-billing'
import { makeCommunity, type Place } from '@linli/functions/test/make'
import { endpoints } from '@linli/shared/api'
import { requestOf } from '@linli/shared/contract'
import type { Hono } from 'hono'
import { load } from './bulk'
import { type Meter, meter } from './capacity'
import type { Figure } from './figure'
import { billOf, estateItems, orderIdOf } from './growth-estate'
import { signedInOwner } from './homes'
import { productDeps } from './product'
import { roomOf } from './rooms'
import { openWorld } from './world'

const small = 1000
const large = 100_000
const roomsPerShard = 50_000
const page = { limit: 20 }
/** Lists that read every shard of the community's bills: their capacity is divided by the number of shards. */
const sharded = new Set(['billing.listBills', 'billing.listArrears'])
/** Endpoints whose records do not belong to a community's lists, or that need a file or a code of its own. */
const apart = /^(imports\.(get|problems|problemFile)|identity\.viewInvitation|files\.|billing\.(getRun|listDrafts))/

/** Read units of each interactive GET endpoint in a community of 100,000 rooms ÷ in one of 1,000, pages of 20. */
export async function growth(say: (line: string) => void): Promise<Figure[]> {
  const world = await openWorld()
  try {
    Object.assign(process.env, world.environment)
    let counted: Meter | undefined
    const deps = productDeps(({ dynamo }) => {
      counted = meter(dynamo)
    })
    const filling = productDeps()
    if (!counted) throw new Error('no meter')
    const app = makeApp(deps, allRoutes)
    const reads: Map<string, number>[] = []
    for (const rooms of [small, large]) {
      const place = await makeCommunity(filling)
      const shards = Math.ceil(rooms / roomsPerShard)
      const started = performance.now()
      const items = await load(filling.dynamo, filling.env.LINLI_TABLE, estateItems(filling, place, rooms, shards))
      say(`${rooms} rooms: ${items} items in ${((performance.now() - started) / 1000).toFixed(0)} s, ${shards} shards`)
      reads.push(await unitsOf(app, counted, place, shards))
    }
    const [before, after] = reads
    return [...(after ?? [])].flatMap(([id, value]) => {
      const baseline = before?.get(id) ?? 0
      return baseline > 0
        ? [{ name: `growth:${id}`, unit: 'read units', value, baseline, ratio: value / baseline }]
        : []
    })
  } finally {
    await world.stop()
  }
}

/** What one call of each endpoint consumed, the session's read included. Throws when one scans. */
async function unitsOf(app: Hono, counted: Meter, place: Place, shards: number): Promise<Map<string, number>> {
  const { communityId, companyId, community } = place
  const { deps } = place
  const item = await makeFeeItem(place)
  const owner = signedInOwner(deps.nowMs(), { communityId, companyId, name: community.name }, 0)
  const personId = derivedId('staff', communityId)
  const office = newSession(deps.nowMs(), personId, 'P', 1)
  const roles = [{ communityId, communityName: community.name, companyId, role: 'manager' }]
  await load(deps.dynamo, deps.env.LINLI_TABLE, [
    ...owner.items,
    office.item,
    { pk: office.item.pk, sk: 'grants', name: '王经理', username: 'manager', roles, version: 1 },
    { pk: office.item.pk, sk: 'staff', personId, companyId, username: 'manager', name: '王经理' },
    {
      pk: `A#${owner.accountId}#`,
      sk: 'account',
      accountId: owner.accountId,
      openidSealed: 'none',
      fontSize: 'standard',
      consents: [],
      requests: [],
      createdAt: '2026-11-01T00:00:00.000Z',
      version: 1,
    },
    { pk: `C#${communityId}#`, sk: 'billing', shards },
  ])
  const room = roomOf(communityId, 0)
  const known: Record<string, unknown> = {
    communityId,
    roomId: room.roomId,
    personId: room.occupancies[0]?.personId,
    billId: billOf(communityId, '', 0).billId,
    orderId: orderIdOf(communityId, 0),
    feeItemId: item.feeItemId,
    month: '2026-11',
    year: 2026,
    objectType: 'order',
    objectId: orderIdOf(communityId, 0),
    actorId: 'linli',
    merchantRef: 'linli',
    date: '2026-11-05',
  }
  const units = new Map<string, number>()
  for (const endpoint of endpoints) {
    if (endpoint.method !== 'GET' || apart.test(endpoint.id)) continue
    const names = Object.keys(endpoint.input.shape)
    const input = Object.fromEntries(
      names.flatMap(name => (name === 'limit' ? [['limit', page.limit]] : name in known ? [[name, known[name]]] : [])),
    )
    const isStaff = endpoint.access.kind === 'staff' || endpoint.access.kind === 'office'
    const headers: Record<string, string> = isStaff
      ? { cookie: `linli_session=${office.token}` }
      : { authorization: `Bearer ${owner.token}` }
    counted.take()
    const response = await app.request(requestOf(endpoint, input).path, { headers })
    const { units: consumed, requests } = counted.take()
    const isMissing = response.status === 404 && endpoint.id === 'payments.getReconciliation'
    if (response.status !== 200 && !isMissing)
      throw new Error(`${endpoint.id} was answered ${response.status}: ${await response.text()}`)
    if (requests.some(name => name.startsWith('Scan'))) throw new Error(`${endpoint.id} scans`)
    units.set(endpoint.id, sharded.has(endpoint.id) ? consumed / shards : consumed)
  }
  return units
}
