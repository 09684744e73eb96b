import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeApp } from '@linli/functions/http'
import { allRoutes } from '@linli/functions/registry'
import { derivedId } from '@linli/functions/secrets'
import { makeCommunity } from '@linli/functions/test/make'
import { requestOf } from '@linli/shared/contract'
import type { Hono } from 'hono'
import * as z from 'zod'
import { startObjectStore } from '../local/object-store'
import { type Meter, meter } from './capacity'
import type { Figure } from './figure'
import { fillDatabase } from './fill-database'
import { type GrowthCase, growthCases } from './growth-cases'
import { estateItems, type Owner } from './growth-estate'
import { type GrowthPlace, makeGrowthPlace } from './growth-place'
import { productDeps } from './product'
import { openWorld } from './world'

const roomsPerShard = 50_000
const memory = '/dev/shm'
const needed = 4e9

type Estate = { rooms: number; shards: number; owner: Owner }

const estateOf = (rooms: number): Estate => {
  const communityId = String(rooms).padStart(6, '0')
  const owner = { communityId, companyId: derivedId('company', rooms), entityId: derivedId('entity', rooms) }
  return { rooms, shards: Math.ceil(rooms / roomsPerShard), owner }
}

/** Read units of each interactive GET endpoint in a community of 100,000 rooms ÷ in one of 1,000, pages of 20. */
export async function growth(say: (line: string) => void): Promise<Figure[]> {
  const [small, large] = [estateOf(1000), estateOf(100_000)]
  const dir = await mkdtemp(join((await hasRoom(memory)) ? memory : tmpdir(), 'linli-growth-'))
  try {
    await fillDatabase(dir, itemsOf(small, large), say)
    const world = await openWorld({ dir })
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }
    const objects = await startObjectStore({ dir: join(dir, 'objects'), bucket: 'linli-files', credentials })
    try {
      Object.assign(process.env, world.environment, { LINLI_S3_ENDPOINT: objects.endpoint })
      const before = await unitsIn(small)
      const after = await unitsIn(large)
      say(`${after.size} calls measured`)
      return [...after].map(([name, value]) => {
        const baseline = before.get(name)
        if (!baseline) throw new Error(`${name} read nothing in the small community`)
        return { name: `growth:${name}`, unit: 'read units', value, baseline, ratio: value / baseline }
      })
    } finally {
      await world.stop()
      await objects.stop()
    }
  } finally {
    await rm(dir, { recursive: true })
  }
}

async function hasRoom(folder: string): Promise<boolean> {
  const found = await statfs(folder).catch(() => undefined)
  return found !== undefined && found.bavail * found.bsize > needed
}

function* itemsOf(...estates: Estate[]): Generator<Record<string, unknown>> {
  for (const { owner, rooms, shards } of estates) yield* estateItems(owner, rooms, shards)
}

/** What one call of each case consumed, the session's read included. */
async function unitsIn({ owner, rooms, shards }: Estate): Promise<Map<string, number>> {
  const place = await makeGrowthPlace(await makeCommunity(productDeps(), owner), rooms, shards)
  let counted: Meter | undefined
  const deps = productDeps(({ dynamo }) => {
    counted = meter(dynamo)
  })
  if (!counted) throw new Error('no meter')
  const app = makeApp(deps, allRoutes)
  const units = new Map<string, number>()
  const problems: string[] = []
  for (const each of growthCases(place.known)) {
    const measured = await unitsOf(app, counted, place, each)
    if (typeof measured === 'string') problems.push(`${each.name} ${measured}`)
    else units.set(each.name, measured / (each.perShard ? shards : 1))
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return units
}

/** What one call consumed; or why nothing was measured: it is refused, scans, or the office is shown an empty list. */
async function unitsOf(app: Hono, counted: Meter, place: GrowthPlace, each: GrowthCase): Promise<number | string> {
  const { endpoint, input } = each
  const { kind } = endpoint.access
  const isOffice = kind === 'staff' || kind === 'office'
  const headers: Record<string, string> = isOffice
    ? { cookie: place.officeCookie }
    : { authorization: `Bearer ${place.ownerToken}` }
  counted.take()
  const response = await app.request(requestOf(endpoint, input).path, { headers })
  const { units, requests } = counted.take()
  const body = await response.text()
  if (response.status !== 200) return `was answered ${response.status}: ${body}`
  if (requests.some(request => request.startsWith('Scan'))) return 'scans'
  if (kind === 'office' && List.safeParse(JSON.parse(body)).data?.items.length === 0) return 'has nothing to show'
  return units
}

const List = z.object({ items: z.array(z.unknown()) })
