import { beforeAll, describe, expect, it } from 'vitest'
import type { BulkTask } from '@linli/shared/billing/bulk-schema'
import { billsOf } from '../../test/books'
import { type TestDeps, testDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, type Place } from '../../test/make'
import { issue, makeFeeItem, makeMeasuredRooms } from '../../test/make-billing'
import { listBulkItems, loadJob } from './bulk-store'
import { confirmBulk, startBulk } from './decide-bulk'
import { listAssignments } from './list-registers'
import { prepareBulk } from './prepare-bulk'
import { setRoomTerms } from './set-room-terms'
import { workBulk } from './work-bulk'

const december = { from: '2026-12-01', to: '2026-12-31' }
const company = '青山科技'
let deps: TestDeps
let place: Place
let feeItemId: string

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  feeItemId = (await makeFeeItem(place)).feeItemId
})

type Task = Extract<BulkTask, { kind: 'payers' }>
const task = (wish: Partial<Task>): Task => ({
  kind: 'payers',
  feeItemIds: [feeItemId],
  from: '2026-12-17',
  payer: { kind: 'named', name: company },
  reissue: true,
  reason: '整栋出租',
  ...wish,
})

async function previewed(wish: Partial<Task>) {
  deps.world.settle()
  const { communityId } = place
  const { jobId } = await startBulk(place.ctx, { communityId, task: task(wish) })
  await prepareBulk(deps, communityId, jobId)
  deps.world.settle()
  return loadJob(place.ctx, communityId, jobId)
}

type Job = Awaited<ReturnType<typeof previewed>>
const confirm = ({ communityId, jobId, count, before, after }: Job) =>
  confirmBulk(place.ctx, { communityId, jobId, count, before, after })
const items = async ({ communityId, jobId }: Job, show?: 'problems') =>
  (await listBulkItems(place.ctx, { communityId, jobId, show, limit: 50 })).items

async function billed(building: string, rooms = 2) {
  const codes = Array.from({ length: rooms }, (_, n) => `${building}-1-${n + 1}01`)
  const roomIds = await makeMeasuredRooms(place, codes)
  await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds })
  deps.world.settle()
  return roomIds
}

const live = async (roomId: string) =>
  (await billsOf(place, roomId))
    .filter(({ state }) => state !== 'void')
    .map(({ period, payer, amountFen }) => [period.from, payer.name, amountFen] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))

const split = [14_870, 8_130].map((_, i) => Math.round((23_000 * (i === 0 ? 16 : 15)) / 31))

async function payersOf(roomId: string) {
  deps.world.settle()
  const { items: agreed } = await listAssignments(place.ctx, { communityId: place.communityId, roomId, limit: 10 })
  return agreed.filter(({ applies }) => applies).map(({ payers }) => payers)
}

describe('批量改缴费人', () => {
  it('killed at any write: each room agrees once, each unpaid bill of those days goes to the new payer once', async () => {
    const roomIds = await billed('1')
    const job = await previewed({ prefix: '1' })
    expect(job).toMatchObject({ state: 'ready', count: 4, problems: 0, before: 46_000, after: 46_000 })
    const [agreement, bill] = (await items(job)).sort((a, b) => (a.code < b.code ? -1 : 1))
    const owner = `业主 ${agreement?.code}`
    expect([agreement, bill].map(item => [item?.payerBefore, item?.payerAfter])).toEqual(
      expect.arrayContaining([
        [owner, company],
        [owner, `${owner}、${company}`],
      ]),
    )
    await confirm(job)
    for (let write = 1; (await loadJob(place.ctx, place.communityId, job.jobId)).state === 'working'; write++) {
      deps.life.crashAt(write, write % 2 === 0 ? 'before' : 'after')
      await workBulk(deps, place.communityId, job.jobId).catch(() => {})
      deps.life.revive()
      deps.clock.advance(61_000)
      if (write > 40) throw new Error('it never ends')
    }
    expect(await loadJob(place.ctx, place.communityId, job.jobId)).toMatchObject({ done: 4, refused: 0 })
    for (const roomId of roomIds) {
      const [first, second] = await live(roomId)
      expect([first, second]).toEqual([
        ['2026-12-01', expect.stringContaining('业主'), split[0]],
        ['2026-12-17', company, split[1]],
      ])
      expect(await payersOf(roomId)).toEqual([[{ name: company, from: '2026-12-17' }]])
    }
    const back = await previewed({ codes: ['1栋1单元101', '1-1-999'], payer: { kind: 'law' }, from: '2027-01-01' })
    expect([back.count, back.problems]).toEqual([2, 1])
    await confirm(back)
    await workBulk(deps, place.communityId, back.jobId)
    expect(await payersOf(roomIds[0] ?? '')).toEqual([[{ name: company, from: '2026-12-17', to: '2026-12-31' }]])
    expect(await live(roomIds[0] ?? '')).toHaveLength(2)
  })

  it('says where it cannot, and does nothing of what would come out otherwise than previewed', async () => {
    const [paid = '', agreedLater = '', other = ''] = await billed('2', 3)
    const [bill] = await billsOf(place, paid)
    if (bill) await payAtDesk(cashierAt(place), place, [bill])
    const assigned = await makeFeeItem(place, { name: '电梯费', scope: 'assigned' })
    const { communityId } = place
    await setRoomTerms(place.ctx, { communityId, roomId: other, feeItemId, applies: true, payers: [{ name: '王芳' }] })
    const feeItemIds = [feeItemId, assigned.feeItemId]
    const whole = await previewed({ prefix: '2', feeItemIds, from: '2026-12-01' })
    expect((await items(whole, 'problems')).map(({ name, problem }) => [name, problem])).toEqual(
      Array(3).fill(['电梯费', '这间房没有约定收这个项目，不用改缴费人']),
    )
    const formerly = await previewed({ prefix: '2', payerNow: '王芳' })
    expect((await items(formerly)).map(({ roomId }) => roomId)).toEqual([other, other])
    await setRoomTerms(place.ctx, { communityId, roomId: agreedLater, feeItemId, applies: true, coefficient: 20_000 })
    await confirm(whole)
    await workBulk(deps, communityId, whole.jobId)
    deps.world.settle()
    const refused = (await items(whole, 'problems')).filter(({ name }) => name === '物业费')
    expect(refused.map(({ roomId, period, problem }) => [roomId, period?.from, problem])).toEqual([
      [agreedLater, '2026-12-01', expect.stringMatching(/不一样/)],
    ])
    expect((await live(paid)).map(([, payer]) => payer)).toEqual(['业主 2-1-101'])
    expect((await live(other)).map(([, payer]) => payer)).toEqual([company])
    const again = await previewed({ prefix: '2-1-301', from: '2026-12-20' })
    expect((await items(again)).map(({ problem }) => problem)).toEqual(Array(2).fill('已经是这位缴费人，不用改'))
  })
})
