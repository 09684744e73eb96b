import { repairsApi } from '@linli/shared/repairs/api'
import type { InputOf } from '@linli/shared/contract'
import { expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { testContext, testDeps } from '../../test/context'
import { makeCommunity } from '../../test/make'
import { MemoryTable } from '../../test/memory/table'
import { listRepairs, mine, publicOnes } from './lists'
import { listRevisits } from './revisits'
import { pointersOf, repairWrites, type StoredRepair } from './store'

type Asked = InputOf<typeof repairsApi.list>
const at = '2026-11-05T02:00:00.000Z'
const count = 3_000
const states = ['submitted', 'assigned', 'in_progress', 'paused', 'done', 'closed'] as const

it('pages in at most two reads under each filter, however many orders there are, and shows each of them once', async () => {
  const table = new MemoryTable()
  const given = testDeps()
  const deps = { ...given, dynamo: table.client(), outbox: { ...given.outbox, committed() {} } }
  const place = await makeCommunity(deps)
  const { communityId, ctx } = place
  const workerId = deps.newId()
  const rooms = Array.from({ length: 30 }, () => deps.newId())
  for (let i = 0; i < count; i++) {
    const state = states[i % states.length] ?? 'closed'
    const roomId = rooms[i % rooms.length] ?? ''
    const isPublic = i % 2 === 0
    const repair: StoredRepair = {
      repairId: deps.newId(),
      number: `BX${i}`,
      communityId,
      kind: isPublic ? 'lift' : 'water',
      emergency: false,
      place: isPublic
        ? { kind: 'public', building: '3', spot: '电梯' }
        : { kind: 'room', roomId, code: '3-2-1501', building: '3' },
      text: '坏了',
      source: 'phone',
      state,
      reportedAt: at,
      respondBy: at,
      finishBy: at,
      ...(state !== 'submitted' && { assignee: { personId: workerId, name: '李强', at } }),
      ...(state === 'closed' && { doneAt: at, revisit: { state: 'due', dueAt: at, tries: 0 } }),
      quotes: [],
      urges: 0,
      reopened: 0,
      followers: 0,
      pictures: [],
      roomId,
      reporter: { name: '李小红' },
      timers: {},
      held: {},
      version: 1,
    }
    const puts = [...repairWrites(repair, undefined), ...pointersOf(repair)]
    await ctx.db.writeMany(puts.flatMap(write => ('put' in write ? [{ put: write.put }] : [])))
  }

  const walk = async (page: (cursor?: string) => Promise<{ items: { repairId: string }[]; cursor?: string }>) => {
    const seen = new Set<string>()
    let [cursor, most, rows]: [string | undefined, number, number] = [undefined, 0, 0]
    do {
      table.reads = 0
      const found = await page(cursor)
      most = Math.max(most, table.reads)
      for (const { repairId } of found.items) seen.add(repairId)
      rows += found.items.length
      cursor = found.cursor
    } while (cursor)
    return { most, rows, different: seen.size }
  }
  const under = (filter: Partial<Asked>) =>
    walk(cursor =>
      listRepairs(ctx, { communityId, limit: 100, ...repairsApi.list.input.partial().parse(filter), cursor }),
    )
  const all = (rows: number, most: number) => ({ most, rows, different: rows })
  expect(await under({})).toEqual(all(count, 1))
  for (const column of ['waiting', 'paused', 'done', 'over'] as const)
    expect(await under({ column })).toEqual(all(count / 6, 1))
  expect(await under({ column: 'working' })).toEqual(all(count / 3, 1))
  expect(await under({ personId: workerId })).toEqual(all(count / 2, 1))
  const period = ctx.today().slice(0, 7)
  expect(await under({ personId: workerId, period: at.slice(0, 4) })).toEqual(all(count / 6, 1))
  for (const filter of [{}, { period }]) {
    expect(await under({ ...filter, kind: 'water' })).toEqual(all(count / 2, 2))
    expect(await under({ ...filter, building: '3' })).toEqual(all(count, 2))
  }
  expect(await under({ period })).toEqual(all(count, 1))
  expect(await walk(cursor => listRevisits(ctx, { communityId, limit: 100, cursor }))).toEqual(all(count / 6, 2))
  const [roomId = ''] = rooms
  expect(await under({ roomId })).toEqual(all(count / 30, 2))

  const homes = [homeIn(place, roomId, 'owner')]
  const { accountId } = await accountWith(deps, homes)
  const resident = testContext(deps, { kind: 'account', accountId, sessionKey: '', homes })
  const home = { communityId, roomId }
  expect(await walk(cursor => mine(resident, { ...home, limit: 50, cursor }))).toEqual(all(count / 30, 2))
  expect(await walk(cursor => publicOnes(resident, { ...home, limit: 50, cursor }))).toEqual(all(count / 3, 2))
})
