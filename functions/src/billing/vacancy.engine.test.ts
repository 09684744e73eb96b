import { afterAll, beforeAll, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { type Channel, openChannel } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { previewAdjustment } from './adjust-bill'
import { decideVacancy } from './decide-vacancy'
import { discardRun } from './discard-run'
import { endVacancy } from './end-vacancy'
import { listAssignments } from './list-registers'
import { setRoomTerms } from './set-room-terms'

let channel: Channel
let place: Place
beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

it('an approved vacancy lowers its days from then on; issued bills wait for a 补差; it stays when terms change, and ends', async () => {
  const { ctx, communityId } = place
  const item = await makeFeeItem(place)
  const { roomId } = await makeRoom(place, { code: '7-1-101', ownerName: '业主', areas: { built: 10_000 } })
  const at = { communityId, roomId }
  const window = (month: string, last: number) => ({
    from: `${month}-01`,
    to: `${month}-${last}`,
    feeItems: [item],
    roomIds: [roomId],
  })
  await issue(place, window('2026-11', 30))
  const run = await makeRun(place, window('2026-12', 31))
  const vacant = { from: '2026-11-16', payablePct: 70, inspectedOn: '2026-11-21', reason: '水表三个月没有走' }
  const asked = { ...at, feeItemIds: [item.feeItemId], ...vacant }
  expect(await decideVacancy(ctx, { ...asked, approved: false })).toEqual({ items: [] })
  await decideVacancy(ctx, { ...asked, approved: true })
  await expect(decideVacancy(ctx, { ...asked, from: '2027-01-01', approved: true })).rejects.toMatchObject({
    code: 'request.invalid',
  })
  channel.deps.world.settle()
  const [november] = await billsOf(place, roomId)
  expect(november?.amountFen).toBe(23_000)
  const preview = await previewAdjustment(ctx, { ...at, billId: november?.billId ?? '' })
  expect(preview.amountFen).toBe(-3_450)
  // What was computed before is not what the room pays now.
  expect((await publish(place, run)).heldBack?.bills).toBe(1)
  const again = { ...at, feeItemId: item.feeItemId }
  await setRoomTerms(ctx, { ...again, applies: true, coefficient: 20_000 })
  await setRoomTerms(ctx, { ...again, applies: false })
  await endVacancy(ctx, { ...again, from: '2026-11-16', to: '2027-01-15', reason: '业主入住' })
  await discardRun(ctx, { communityId, runId: run.runId })
  await issue(place, window('2026-12', 31))
  await issue(place, window('2027-01', 31))
  channel.deps.world.settle()
  const bills = await billsOf(place, roomId)
  const of = (from: string) => bills.find(({ period }) => period.from === from)
  expect(of('2026-12-01')?.amountFen).toBe(16_100)
  expect(of('2027-01-01')?.lines.map(({ payablePct, amountFen }) => [payablePct, amountFen])).toEqual([
    [70, 7_790],
    [100, 11_871],
  ])
  const [registered] = (await listAssignments(ctx, { ...at, limit: 5 })).items
  expect(registered?.vacancies).toMatchObject([{ ...vacant, to: '2027-01-15' }])
  await endVacancy(ctx, { ...again, from: '2026-11-16', to: '2026-11-01', reason: '批错了' })
  expect((await listAssignments(ctx, { ...at, limit: 5 })).items).toEqual([])
})

it('is not for what is collected for others, nor for readings', async () => {
  const { ctx, communityId } = place
  const { roomId } = await makeRoom(place, { code: '7-1-102', ownerName: '业主', areas: { built: 10_000 } })
  const water = await makeFeeItem(place, { name: '垃圾费', nature: 'collected_for_others' })
  const asked = {
    communityId,
    roomId,
    feeItemIds: [water.feeItemId],
    approved: true,
    from: '2026-11-01',
    payablePct: 50,
    inspectedOn: '2026-11-20',
    reason: '空着',
  }
  await expect(decideVacancy(ctx, asked)).rejects.toMatchObject({ code: 'request.invalid' })
})
