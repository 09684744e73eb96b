import { billingApi } from '@linli/shared/billing/api'
import type { InputOf } from '@linli/shared/contract'
import { dunningApi } from '@linli/shared/dunning/api'
import { beforeAll, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import { MemoryTable } from '../../test/memory/table'
import { makeCommunity, type Place } from '../../test/make'
import { billOf } from '../../test/payments'
import { calmDeps } from '../../test/processes'
import { routes as billing } from '../billing/routes'
import { billItem } from '../billing/store'
import { makeApp } from '../http'
import { debtIdOf } from './debts'
import { routes } from './routes'
import { debtItem, flaggedPk } from './store'

const rooms = 10_000
/** Each request asks for the session and its grants first. */
const sessionReads = 1
let table: MemoryTable
let app: ReturnType<typeof makeApp>
let place: Place
let clerk: Caller

/** 10,000 rooms of 100 buildings, each with a bill that is overdue, some of them disputed. */
beforeAll(async () => {
  table = new MemoryTable()
  const deps = { ...calmDeps(), dynamo: table.client() }
  app = makeApp(deps, [...routes, ...billing])
  place = await makeCommunity(deps)
  clerk = await staffWith(deps, [roleIn(place, 'manager')])
  const items = Array.from({ length: rooms }, (_, i) => {
    const code = `${(i % 100) + 1}-1-${Math.floor(i / 100) + 101}`
    const object = { type: 'room' as const, id: deps.newId(), code }
    const dueDate = `2026-0${(i % 9) + 1}-28`
    const bill = { ...billOf(place, object), dueDate, amountFen: 1_000 + (i % 77) }
    const { communityId, billId, amountFen, payer } = bill
    const owed = { billId, dueDate, dueFen: amountFen }
    const sums = { amountFen, disputedFen: 0, bills: 1, oldestDue: dueDate, expiresOn: `2029-0${(i % 9) + 1}-28` }
    const of = { debtId: debtIdOf(bill), communityId, object, payer, shard: 0, owed: [owed], ...sums }
    const debt = debtItem({ ...of, proven: {}, flagged: {}, version: 1 })
    const pointer = { pk: flaggedPk(communityId, 'disputed'), sk: code, debt: debt.sk }
    return [billItem(bill, 0), debt, ...(i % 10 === 0 ? [pointer] : [])]
  })
  await place.ctx.db.writeMany(items.flat().map(put => ({ put })))
})

type Page = { items: { object: { code: string } }[]; cursor?: string | undefined }

/** Every page of a list, each in two reads at most beside those of the session; answers what they showed. */
async function walked(page: (cursor: string | undefined) => Promise<Page>): Promise<string[]> {
  const codes: string[] = []
  let cursor: string | undefined
  do {
    table.reads = 0
    const answer = await page(cursor)
    expect(table.reads - sessionReads).toBeLessThanOrEqual(2)
    codes.push(...answer.items.map(({ object }) => object.code))
    cursor = answer.cursor
  } while (cursor !== undefined)
  return codes
}

const at = () => ({ communityId: place.communityId })
const debts = (filter: Omit<InputOf<typeof dunningApi.listArrears>, 'communityId'>) => (cursor: string | undefined) =>
  callAs(app, clerk, dunningApi.listArrears, { ...at(), ...filter, limit: 100, ...(cursor && { cursor }) }).then(
    answer => answer.ok(),
  )

it('the arrears of 10,000 rooms are read in two reads a page, to the end, each household once', async () => {
  const bills = await walked(async cursor =>
    (await callAs(app, clerk, billingApi.listArrears, { ...at(), limit: 99, ...(cursor && { cursor }) })).ok(),
  )
  expect([bills.length, new Set(bills).size, bills[0], bills[1]]).toEqual([rooms, rooms, '1-1-101', '1-1-102'])
  for (const order of [{}, { order: 'amount' as const }]) {
    const codes = await walked(debts(order))
    expect([codes.length, new Set(codes).size]).toEqual([rooms, rooms])
  }
})

it('so are those of a building, from some days on, and the disputed ones', async () => {
  expect(await walked(debts({ building: '7' }))).toHaveLength(100)
  expect(await walked(debts({ minDays: 200 }))).toHaveLength(4_445)
  expect(await walked(debts({ only: 'disputed' }))).toHaveLength(rooms / 10)
})
