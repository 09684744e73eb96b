import { beforeAll, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun } from '../../test/make-billing'
import { makeImport } from '../../test/make-import'
import { loadRoom } from '../communities/rooms'
import { confirmImport } from '../imports/confirm-import'
import { writeImport } from '../imports/write-import'
import { createMeter } from './create-meter'
import { listAssignments } from './list-registers'
import { saveReadings } from './save-readings'
import { setRoomTerms } from './set-room-terms'
import { voidBill } from './void-bill'

const deps = testDeps()
let place: Place
beforeAll(async () => {
  place = await makeCommunity(deps)
})

const room = async (code: string) =>
  (await makeRoom(place, { code, ownerName: '李小红', areas: { built: 10_000 } })).roomId
type Terms = Omit<Parameters<typeof setRoomTerms>[1], 'communityId' | 'applies'>
const agree = (terms: Terms) => setRoomTerms(place.ctx, { communityId: place.communityId, applies: true, ...terms })
const december = { from: '2026-12-01', to: '2026-12-31' }

it('who pays is agreed per fee: by days, whoever owes by law stays liable, and a meter’s bill goes to its payer too', async () => {
  const roomId = await room('1-5-101')
  const [area, water] = [
    await makeFeeItem(place, { name: '物业费 E' }),
    await makeFeeItem(place, { name: '水费 E', formula: { kind: 'meter', meter: 'cold_water' } }),
  ]
  const ownerId = (await loadRoom(place.ctx, place.communityId, roomId)).occupancies[0]?.personId
  const company = { name: '青山科技', from: '2026-12-17' }
  await agree({ roomId, feeItemId: area.feeItemId, payers: [company] })
  await agree({ roomId, feeItemId: water.feeItemId, payers: [{ name: '青山科技' }] })
  await expect(agree({ roomId, feeItemId: area.feeItemId, payers: [company, { name: '乙' }] })).rejects.toMatchObject({
    details: { fields: [{ path: 'payers', message: '缴费人的日期有重叠，请改成前后相接' }] },
  })
  const { communityId, ctx } = place
  const start = { reading: 1_000, readOn: '2026-10-31', digits: 5 }
  const wish = {
    communityId,
    at: { kind: 'room' as const, roomId },
    type: 'cold_water' as const,
    number: 'E-1',
    ...start,
  }
  const { meterId } = await createMeter(ctx, wish)
  await saveReadings(ctx, { communityId, readOn: '2026-11-20', readings: [{ roomId, meterId, value: 11_000 }] })
  deps.world.settle()
  await issue(place, { ...december, feeItems: [area], roomIds: [roomId] })
  await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [water], roomIds: [roomId] })
  const bills = await billsOf(place, roomId)
  const by = (from: string) => bills.find(bill => !bill.charged && bill.period.from === from)
  const holder = { kind: 'holder', personIds: [], alsoLiable: [ownerId], name: '青山科技' }
  const [first, second] = [by('2026-12-01'), by('2026-12-17')]
  expect(first).toMatchObject({ payer: { kind: 'owners', personIds: [ownerId] } })
  expect(second).toMatchObject({ payer: holder })
  expect((first?.amountFen ?? 0) + (second?.amountFen ?? 0)).toBe(23_000)
  const metered = bills.find(({ charged }) => charged)
  expect(metered?.payer).toEqual(holder)
  const again = { communityId, roomId, billId: metered?.billId ?? '', reason: '重开', reissue: true }
  expect((await voidBill(ctx, again)).reissued.map(({ payer }) => payer)).toEqual([holder])
})

it('rows of an old system charge a room on their days, until the office agrees otherwise', async () => {
  const roomId = await room('1-6-101')
  const other = await room('1-6-102')
  const item = await makeFeeItem(place, { name: '电梯费', scope: 'assigned' })
  const rows = [
    { from: '2026-01-01', to: '2026-12-10' },
    { from: '2026-12-21', to: '2027-06-30' },
  ].map(days => ({ kind: 'assignment' as const, roomCode: '1-6-101', feeItemName: '电梯费', ...days }))
  const { importId } = await makeImport(place, rows)
  const at = { communityId: place.communityId, importId }
  await confirmImport(place.ctx, at)
  await writeImport(place.deps, at)
  await issue(place, { ...december, feeItems: [item] })
  const told = async (id: string) =>
    (await billsOf(place, id))
      .map(({ period, amountFen }) => [period.from, period.to, amountFen])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1))
  expect(await told(roomId)).toEqual([
    ['2026-12-01', '2026-12-10', Math.round((23_000 * 10) / 31)],
    ['2026-12-21', '2026-12-31', Math.round((23_000 * 11) / 31)],
  ])
  expect(await told(other)).toEqual([])
  await agree({ roomId, feeItemId: item.feeItemId, exemptReason: '一层不用电梯' })
  const listed = await listAssignments(place.ctx, { communityId: place.communityId, roomId, limit: 10 })
  expect(listed.items.filter(({ applies }) => applies).map(({ exemptReason }) => exemptReason)).toEqual([
    '一层不用电梯',
  ])
  expect((await makeRun(place, { from: '2027-01-01', to: '2027-01-31', feeItems: [item] })).count).toBe(0)
})
