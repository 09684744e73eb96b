import { billItem } from '@linli/functions/billing/store'
import { draftItems, roomDrafts } from '@linli/functions/billing/draft-store'
import { importItem } from '@linli/functions/imports/store'
import { personItem, placeItem } from '@linli/functions/people/store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import { debitOf } from './growth-bank'
import { cashierOf } from './growth-books'
import { complaintsFrom } from './growth-complaints'
import { noticesOf } from './growth-notices'
import { postsOf } from './growth-forum'
import { visitorsOf } from './growth-visitors'
import { dunningOf } from './growth-dunning'
import { payerOf } from './growth-figures'
import { broughtAlong, openingCounters } from './growth-opening'
import { paidOrder } from './growth-orders'
import { questionOf, registersOf, vacancyOf } from './growth-registers'
import { repairsOf } from './growth-repairs'
import { roomItems, roomOf } from './rooms'

const month = '2026-11'
const at = '2026-11-05T02:00:00.000Z'

/** Paid orders, receipts, audit records and drafts: one for so many rooms. */
const roomsPerOrder = 10
const roomsPerImport = 50
/** Orders and visits of even the smaller community: a third of these in work fill whatever a dispatcher is shown at most. */
const fullPages = 1_800

/** Who a community belongs to, before the community itself is made. */
export type Owner = { communityId: string; companyId: string; entityId: string }

export const runIdOf = (communityId: string) => derivedId('run', communityId)
export const importIdOf = (communityId: string, n: number) => derivedId('import', communityId, n)

/**
 * What `count` rooms leave behind in every list that the office pages through, item by item as the product keeps it:
 * rooms, people, bills, orders, receipts, audit records, drafts, imports. `shards` is what the bills are spread over.
 */
export function* estateItems(owner: Owner, count: number, shards: number): Generator<Record<string, unknown>> {
  const { communityId, companyId, entityId } = owner
  yield* roomItems(communityId, count)
  const counters = new Map<string, Record<string, unknown>>()
  for (let i = 0; i < count; i++) {
    const bill = billOf(communityId, entityId, i)
    yield* peopleOf(companyId, communityId, i)
    yield billItem(bill, i % shards)
    if (i % roomsPerImport === 0) yield importOf(communityId, i / roomsPerImport)
    if (i % roomsPerOrder !== 0) continue
    yield* paidOrder(owner, i / roomsPerOrder, bill)
    yield* broughtAlong(bill)
    yield* draftOf(communityId, bill)
    yield* registersOf(communityId, i)
    yield* debitOf(communityId, i)
    yield questionOf(bill)
    yield vacancyOf(bill)
    yield* dunningOf(bill, i % shards)
    yield payerOf(bill)
    yield* complaintsFrom(communityId, i / roomsPerOrder)
    const [building = ''] = bill.object.code.split('-')
    for (const counter of openingCounters(communityId, building))
      counters.set(JSON.stringify([counter.pk, counter.sk]), counter)
  }
  yield* counters.values()
  for (let n = 0; n < Math.max(fullPages, count / roomsPerOrder); n++) {
    yield* visitorsOf(roomOf(communityId, 0), n)
    yield* noticesOf(roomOf(communityId, 0), n)
    yield* postsOf(communityId, n)
    yield* repairsOf(communityId, n, workerOf(communityId, n))
  }
}

/** Half of the orders are in the hands of whoever asks, half of whom the calls name. */
const workerOf = (communityId: string, n: number): string =>
  n % 2 === 0 ? cashierOf(communityId) : (roomOf(communityId, 0).occupancies[0]?.personId ?? '')

/** The bill once more, as the draft of a run that waits for review. */
function draftOf(communityId: string, { object, feeItemId, period, rev, amountFen, payer, lines }: Bill) {
  const run = { communityId, runId: runIdOf(communityId), generation: 1 }
  const room = { roomId: object.id, code: object.code, basis: derivedId('basis', object.id) }
  return draftItems(roomDrafts(run, room, Date.parse(at)), feeItemId, [
    { period, rev, amountFen, payer, lines, flag: 'new' },
  ])
}

const importOf = (communityId: string, n: number) =>
  importItem({
    importId: importIdOf(communityId, n),
    communityId,
    fileName: '房屋.xlsx',
    state: 'imported',
    columns: [{ header: '房号', field: 'room' }],
    counts: { ready: roomsPerImport, unchanged: 0, bad: 0, duplicate: 0, skipped: 0, warned: 0 },
    byBuilding: [{ building: '1', rooms: roomsPerImport, builtM2x100: 447_500 }],
    createdAt: at,
    createdBy: '王经理',
    finishedAt: at,
    sha256: '0'.repeat(64),
    size: 10_000,
    version: 4,
    total: roomsPerImport,
    reading: 1,
    chunks: [],
    attempt: 1,
  })

/** The i-th room's bill of the month: open, with one computed line. */
export function billOf(communityId: string, entityId: string, i: number): Bill {
  const { roomId, code, areas, occupancies } = roomOf(communityId, i)
  const feeItemId = derivedId('fee', communityId)
  return {
    billId: derivedId('bill', roomId),
    communityId,
    object: { type: 'room', id: roomId, code },
    feeItemId,
    feeItemName: '物业费',
    nature: 'own_revenue',
    entityId,
    period: { from: `${month}-01`, to: `${month}-30` },
    rev: 0,
    payer: { kind: 'owners', personIds: occupancies.map(({ personId }) => personId), name: '李小红' },
    lines: [
      {
        from: `${month}-01`,
        to: `${month}-30`,
        tariffId: derivedId('tariff', communityId),
        formula: { kind: 'area', area: 'built' },
        areaM2x100: areas.built,
        price: 23_000,
        surchargeFen: 0,
        coefficient: 10_000,
        payablePct: 100,
        time: { whole: 1, parts: [] },
        exactFen: '41170/2',
        rounding: { mode: 'half_up', unit: 'fen' },
        amountFen: 20_585,
      },
    ],
    amountFen: 20_585,
    dueDate: `${month}-28`,
    lateFee: null,
    state: 'published',
    paidFen: 0,
    lateFeePaidFen: 0,
    publishedAt: at,
    runId: runIdOf(communityId),
  }
}

function* peopleOf(companyId: string, communityId: string, i: number): Generator<Record<string, unknown>> {
  const { roomId, code, occupancies } = roomOf(communityId, i)
  for (const { occupancyId, personId, personName, role, from } of occupancies) {
    const phoneMasked = '138****0001'
    const name = `${personName}${String(i).padStart(6, '0')}`
    if (i < 100) yield personItem({ personId, companyId, kind: 'natural', name, phoneMasked, accounts: [], version: 1 })
    const place = { personId, companyId, communityId, roomId, occupancyId, code, role, from }
    yield placeItem({ ...place, name, kind: 'natural', phoneMasked, personVersion: 1 })
  }
}
