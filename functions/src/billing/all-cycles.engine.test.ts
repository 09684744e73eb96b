import type { Bill } from '@linli/shared/billing/schema'
import { periodName, quantityWords, timeWords } from '@linli/shared/billing/words'
import { beforeAll, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { calmDeps } from '../../test/processes'
import { addTariff } from './add-tariff'
import { createContract } from './create-contract'
import { createMeter } from './create-meter'
import { saveReadings } from './save-readings'
import { setRoomTerms } from './set-room-terms'

/** Six months of an estate with every cycle that is not a month; the amounts are worked out by hand, each beside its bill. */
const windows = [
  { from: '2025-11-01', to: '2025-12-31' },
  { from: '2026-01-01', to: '2026-01-31' },
  { from: '2026-02-01', to: '2026-02-28' },
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-04-01', to: '2026-04-30' },
]

let place: Place
let rooms: Record<'sold' | 'handedOver' | 'unsold', string>
let tenant: string
let items: { feeItemId: string }[]

beforeAll(async () => {
  place = await makeCommunity(calmDeps(), { developerName: '锦绣置业' })
  const made = {
    sold: {
      code: '1-1-101',
      ownerName: '王建国',
      handoverDate: '2025-01-31',
      areas: { built: 10_000, heating: 9_235 },
    },
    handedOver: {
      code: '1-1-102',
      ownerName: '李小红',
      handoverDate: '2026-03-11',
      areas: { built: 8_950, heating: 8_010 },
    },
    unsold: { code: '1-1-103', status: 'unsold', areas: { built: 12_001, heating: 11_000 } },
  } as const
  const roomOf = async (wish: (typeof made)[keyof typeof made]) => (await makeRoom(place, wish)).roomId
  rooms = {
    sold: await roomOf(made.sold),
    handedOver: await roomOf(made.handedOver),
    unsold: await roomOf(made.unsold),
  }
  items = [await halfYear(), await heating(), await anniversary(), await once(), await water(), await rent()]
  for (const window of windows) await issue(place, { ...window, feeItems: items })
}, 30_000)

const raised = { ground: { kind: 'vote', text: '业主大会决定' } } as const

/** 2.30 元/m² until 15 April 2026, 2.50 元 from the 16th on. */
async function halfYear() {
  const item = await makeFeeItem(place, { name: '物业费', cycle: { kind: 'half_year' }, from: '2026-01-01' })
  await addTariff(place.ctx, {
    communityId: place.communityId,
    feeItemId: item.feeItemId,
    from: '2026-04-16',
    price: 25_000,
    ...raised,
  })
  return item
}

/** 25 元/m² a season. */
const heating = () =>
  makeFeeItem(place, {
    name: '供暖费',
    formula: { kind: 'area', area: 'heating' },
    cycle: { kind: 'heating_season', from: '11-15', to: '03-15' },
    nature: 'collected_for_others',
    price: 250_000,
  })

/** 12 元 a month until 9 March 2026, 15.50 元 from the 10th on, a month at a time from the handover, or from the day agreed. */
async function anniversary() {
  const formula = { kind: 'fixed' } as const
  const cycle = { kind: 'anniversary', months: 1 } as const
  const item = await makeFeeItem(place, { name: '生活垃圾费', formula, cycle, scope: 'assigned', price: 120_000 })
  const { communityId } = place
  await addTariff(place.ctx, { communityId, feeItemId: item.feeItemId, from: '2026-03-10', price: 155_000, ...raised })
  for (const roomId of [rooms.sold, rooms.handedOver])
    await setRoomTerms(place.ctx, { communityId, roomId, feeItemId: item.feeItemId, applies: true })
  const agreed = { roomId: rooms.unsold, feeItemId: item.feeItemId, from: '2026-01-31' }
  await setRoomTerms(place.ctx, { communityId, ...agreed, applies: true })
  return item
}

/** 4.50 元/m², once, on the day of the handover. */
const once = () => makeFeeItem(place, { name: '装修清运费', cycle: { kind: 'once' }, price: 45_000 })

/** 3.45 元 a tonne, 4.83 above 180 tonnes of a calendar year, 5.83 above 300. */
async function water() {
  const { communityId } = place
  const formula = { kind: 'meter', meter: 'cold_water', tierBy: 'year' } as const
  const item = await makeFeeItem(place, { name: '水费', formula, timing: 'postpaid', nature: 'collected_for_others' })
  const tiers = [
    { over: 180_000, price: 48_300 },
    { over: 300_000, price: 58_300 },
  ]
  const { feeItemId } = item
  await addTariff(place.ctx, { communityId, feeItemId, from: '2025-11-01', price: 34_500, tiers, ...raised })
  const { meterId } = await createMeter(place.ctx, {
    communityId,
    at: { kind: 'room', roomId: rooms.sold },
    type: 'cold_water',
    number: 'W-1',
    reading: 100_000,
    readOn: '2025-11-30',
    digits: 5,
  })
  for (const [readOn, value] of Object.entries({
    '2025-12-31': 290_000,
    '2026-01-31': 390_000,
    '2026-02-28': 500_500,
    '2026-03-31': 640_000,
  }))
    await saveReadings(place.ctx, { communityId, readOn, readings: [{ roomId: rooms.sold, meterId, value }] })
  return item
}

/** 8,888.00 元 a month, 3.5 % more every three months. */
async function rent() {
  const { communityId } = place
  const item = await makeFeeItem(place, { name: '商铺租金', formula: { kind: 'contract' } })
  const { party, contractId } = await createContract(place.ctx, {
    communityId,
    number: 'HT-1',
    feeItemId: item.feeItemId,
    party: { name: '好邻超市有限公司', kind: 'organisation', idNumber: '91110108MA01C8X123' },
    from: '2025-12-16',
    to: '2026-04-20',
    steps: [{ from: '2025-12-16', monthlyFen: 888_800 }],
    escalation: { everyMonths: 3, rateBp: 350 },
  })
  tenant = party.personId ?? contractId
  return item
}

const inOrder = (a: Bill, b: Bill) =>
  `${a.feeItemName}${a.period.from}`.localeCompare(`${b.feeItemName}${b.period.from}`)
const told = async (householdId: string) =>
  (await billsOf(place, householdId))
    .sort(inOrder)
    .map(({ feeItemName, period: { from, to }, payer, amountFen }) => [feeItemName, from, to, payer.name, amountFen])

it('an owner: half-year, heating season, months from the 31st, tiers of a year', async () => {
  expect(await told(rooms.sold)).toEqual([
    // 92.35 × 25.00
    ['供暖费', '2025-11-15', '2026-03-15', '王建国', 230_875],
    // 190 t of 2025: 180 × 3.45 + 10 × 4.83
    ['水费（冷水表 W-1）', '2025-12-01', '2025-12-31', '王建国', 66_930],
    // the year begins anew: 100 × 3.45
    ['水费（冷水表 W-1）', '2026-01-01', '2026-01-31', '王建国', 34_500],
    // 80 × 3.45 + 30.5 × 4.83 = 423.315
    ['水费（冷水表 W-1）', '2026-02-01', '2026-02-28', '王建国', 42_332],
    // 89.5 × 4.83 + 50 × 5.83 = 723.785
    ['水费（冷水表 W-1）', '2026-03-01', '2026-03-31', '王建国', 72_379],
    // 100 × 2.30 × (3 + 15/30) + 100 × 2.50 × (2 + 15/30)
    ['物业费', '2026-01-01', '2026-06-30', '王建国', 80_500 + 62_500],
    ['生活垃圾费', '2025-11-30', '2025-12-30', '王建国', 1_200],
    ['生活垃圾费', '2025-12-31', '2026-01-30', '王建国', 1_200],
    ['生活垃圾费', '2026-01-31', '2026-02-27', '王建国', 1_200],
    // 12.00 × 10/31 = 3.870…, 15.50 × 21/31 = 10.50
    ['生活垃圾费', '2026-02-28', '2026-03-30', '王建国', 387 + 1_050],
    ['生活垃圾费', '2026-03-31', '2026-04-29', '王建国', 1_550],
    ['生活垃圾费', '2026-04-30', '2026-05-30', '王建国', 1_550],
  ])
})

it('a room handed over in the middle: the developer owes the days before, and begins nothing of the owner', async () => {
  expect(await told(rooms.handedOver)).toEqual([
    // 80.10 × 25.00 = 2,002.50 by 116 and 5 of 121 days: 1,919.752… and 82.747…; the odd fen is the owner's
    ['供暖费', '2025-11-15', '2026-03-10', '锦绣置业', 191_975],
    ['供暖费', '2026-03-11', '2026-03-15', '李小红', 8_275],
    // 89.50 × 2.30 × 3.5 = 720.475, 720.48 by 2 + 10/31 and 1 + 11/62 months: 478.106… and 242.373…
    ['物业费', '2026-01-01', '2026-03-10', '锦绣置业', 47_811],
    // and 89.50 × 2.50 × 2.5 = 559.375
    ['物业费', '2026-03-11', '2026-06-30', '李小红', 24_237 + 55_938],
    ['生活垃圾费', '2026-03-11', '2026-04-10', '李小红', 1_550],
    ['生活垃圾费', '2026-04-11', '2026-05-10', '李小红', 1_550],
    // 89.50 × 4.50, once
    ['装修清运费', '2026-03-11', '2026-03-11', '李小红', 40_275],
  ])
})

it('an unsold room is the developer’s, its months counted from the day agreed; what is due once at the handover is not due yet', async () => {
  expect(await told(rooms.unsold)).toEqual([
    // 110.00 × 25.00
    ['供暖费', '2025-11-15', '2026-03-15', '锦绣置业', 275_000],
    // 120.01 × 2.30 × 3.5 = 966.0805, 120.01 × 2.50 × 2.5 = 750.0625
    ['物业费', '2026-01-01', '2026-06-30', '锦绣置业', 96_608 + 75_006],
    ['生活垃圾费', '2026-01-31', '2026-02-27', '锦绣置业', 1_200],
    ['生活垃圾费', '2026-02-28', '2026-03-30', '锦绣置业', 387 + 1_050],
    ['生活垃圾费', '2026-03-31', '2026-04-29', '锦绣置业', 1_550],
    ['生活垃圾费', '2026-04-30', '2026-05-30', '锦绣置业', 1_550],
  ])
})

it('a rent grows by its percentage in the middle of a month, and ends with its contract', async () => {
  const amounts = (await told(tenant)).map(([, from, to, , amountFen]) => [from, to, amountFen])
  expect(amounts).toEqual([
    // 8,888.00 × 16/31
    ['2025-12-16', '2025-12-31', 458_735],
    ['2026-01-01', '2026-01-31', 888_800],
    ['2026-02-01', '2026-02-28', 888_800],
    // 8,888.00 × 15/31 = 4,300.645…, 9,199.08 × 16/31 = 4,747.912…
    ['2026-03-01', '2026-03-31', 430_065 + 474_791],
    // 9,199.08 × 20/30
    ['2026-04-01', '2026-04-20', 613_272],
  ])
})

it('the same months again: nothing is left, and no day is billed twice', async () => {
  const again = await issue(place, { from: '2025-11-01', to: '2026-04-30', feeItems: items })
  expect([again.count, again.flags.failed]).toEqual([0, 0])
})

it('each says in words what it was computed from', async () => {
  const bills = await billsOf(place, rooms.sold)
  const words = (name: string, from: string) =>
    bills
      .filter(({ feeItemName, period }) => feeItemName.startsWith(name) && period.from === from)
      .flatMap(({ period, lines }) => [
        periodName(period),
        ...lines.map(line => [quantityWords(line), timeWords(line)].filter(Boolean).join('，')),
      ])
  expect(words('物业费', '2026-01-01')).toEqual([
    '2026年1月至6月',
    '建筑面积 100.00 m² × 2.30 元，1月1日起，按 3 个月 + 15/30 天',
    '建筑面积 100.00 m² × 2.50 元，4月16日起，按 2 个月 + 15/30 天',
  ])
  expect(words('供暖费', '2025-11-15')).toEqual(['2025年11月15日至2026年3月15日', '供暖面积 92.35 m² × 25.00 元'])
  expect([...words('生活垃圾费', '2026-02-28'), ...words('水费', '2026-03-01')]).toEqual([
    '2026年2月28日至3月30日',
    '12.00 元，2月28日起，按 10/31 天',
    '15.50 元，3月10日起，按 21/31 天',
    '2026年3月',
    '(本次 640 − 上次 500.5) × 3.45 元，每年超过 180 吨 4.83 元，超过 300 吨 5.83 元',
  ])
})
