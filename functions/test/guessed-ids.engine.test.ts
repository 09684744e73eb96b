import { auditApi } from '@linli/shared/audit/api'
import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import { communitiesApi } from '@linli/shared/communities/api'
import type { Endpoint } from '@linli/shared/contract'
import { importsApi } from '@linli/shared/imports/api'
import { openingApi } from '@linli/shared/opening/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { peopleApi } from '@linli/shared/people/api'
import type { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../src/http'
import { allRoutes } from '../src/registry'
import { startImport } from '../src/imports/start-import'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import { type Caller, callAs } from './call'
import { type TestDeps, testContext } from './context'
import { makeCommunity, makeRoom, type Place, staffActor } from './make'
import { makeBill, makeOrder, merchantDeps } from './payments'

let deps: TestDeps
let app: Hono
let here: Place
let manager: Caller
let owner: Caller & { accountId: string }
let myRoom = ''
let theirs: { communityId: string; roomId: string; personId: string; billId: string; orderId: string; importId: string }
let neighbour: { roomId: string; billId: string; orderId: string }

beforeAll(async () => {
  const world = await merchantDeps()
  deps = world.deps
  app = makeApp(deps, allRoutes)
  here = await makeCommunity(deps, { merchantRef: 'linli' })
  const there = await makeCommunity(deps, { merchantRef: 'linli' })
  const room = await makeRoom(there, { code: '1-1-101', ownerName: '赵敏', phone: '13800005001' })
  const bill = await makeBill(there, room)
  const order = await makeOrder(there, [bill], world.merchant)
  const clerk = testContext(deps, staffActor(deps, there, 'clerk'))
  const started = await startImport(clerk, {
    communityId: there.communityId,
    fileName: 'a.xlsx',
    size: 10,
    sha256: 'a'.repeat(64),
  })
  theirs = {
    communityId: there.communityId,
    roomId: room.roomId,
    personId: room.occupancies[0]?.personId ?? '',
    billId: bill.billId,
    orderId: order.orderId,
    importId: started.import.importId,
  }

  const own = await makeRoom(here, { code: '1-1-101', ownerName: '李小红', phone: '13800005002' })
  myRoom = own.roomId
  const next = await makeRoom(here, { code: '1-1-102', ownerName: '王明', phone: '13800005003' })
  const nextBill = await makeBill(here, next)
  const nextOrder = await makeOrder(here, [nextBill], world.merchant)
  neighbour = { roomId: next.roomId, billId: nextBill.billId, orderId: nextOrder.orderId }
  manager = await staffWith(deps, [roleIn(here, 'manager')])
  owner = await accountWith(deps, [
    { ...homeIn(here, own.roomId, 'owner'), personId: own.occupancies[0]?.personId ?? '' },
  ])
})

/** Asks as if the foreign record were the caller's own community's. */
const ask = (caller: Caller, endpoint: Endpoint, input: Record<string, unknown>) => callAs(app, caller, endpoint, input)

describe('an office person who guesses ids of another community', () => {
  const ours = () => ({ ...theirs, communityId: here.communityId })
  const cases: [string, () => [Endpoint, Record<string, unknown>]][] = [
    ['a room', () => [communitiesApi.getRoom, pick(ours(), 'communityId', 'roomId')]],
    [
      'a room, to change',
      () => [
        communitiesApi.updateRoom,
        { ...pick(ours(), 'communityId', 'roomId'), areas: { built: 1 }, status: 'vacant', version: 1 },
      ],
    ],
    ['a person', () => [peopleApi.get, pick(ours(), 'communityId', 'personId')]],
    [
      'a person, to reveal',
      () => [peopleApi.reveal, { ...pick(ours(), 'communityId', 'personId'), field: 'phone', reason: '核对' }],
    ],
    [
      'an occupancy',
      () => [
        peopleApi.endOccupancy,
        { ...pick(ours(), 'communityId', 'roomId'), occupancyId: theirs.personId, to: '2026-12-01' },
      ],
    ],
    ['a bill', () => [billingApi.getBill, pick(ours(), 'communityId', 'roomId', 'billId')]],
    [
      'a bill, to void',
      () => [
        billingApi.voidBill,
        { ...pick(ours(), 'communityId', 'roomId', 'billId'), reason: '试试', reissue: false },
      ],
    ],
    ['a bill’s question', () => [questionApi.getQuestion, pick(ours(), 'communityId', 'roomId', 'billId')]],
    [
      'a bill’s question, to answer',
      () => [
        questionApi.answerQuestion,
        { ...pick(ours(), 'communityId', 'roomId', 'billId'), text: '试试', version: 1 },
      ],
    ],
    [
      'an opening balance, to discard',
      () => [openingApi.discard, { ...pick(ours(), 'communityId'), draftId: theirs.billId, reason: '试试' }],
    ],
    [
      'an opening balance, to reverse',
      () => [openingApi.reverse, { ...pick(ours(), 'communityId'), draftId: theirs.billId, reason: '试试' }],
    ],
    [
      'a room’s statement',
      () => [billingApi.statement, { ...pick(ours(), 'communityId', 'roomId'), from: '2026-01-01', to: '2026-12-31' }],
    ],
    [
      'a room’s statement, to print',
      () => [
        billingApi.printStatement,
        { ...pick(ours(), 'communityId', 'roomId'), from: '2026-01-01', to: '2026-12-31' },
      ],
    ],
    ['an order', () => [paymentsApi.officeOrder, pick(ours(), 'communityId', 'orderId')]],
    ['a receipt', () => [paymentsApi.getReceipt, pick(ours(), 'communityId', 'orderId')]],
    ['a receipt, to print', () => [paymentsApi.printReceipt, pick(ours(), 'communityId', 'orderId')]],
    ['an import', () => [importsApi.get, pick(ours(), 'communityId', 'importId')]],
    ['an import, to confirm', () => [importsApi.confirm, pick(ours(), 'communityId', 'importId')]],
  ]
  it.each(cases)('%s: not found, as if it did not exist', async (_, make) => {
    const [endpoint, input] = make()
    const answer = await ask(manager, endpoint, input)
    const nothing = Object.fromEntries(
      Object.entries(input).map(([name, value]) => [
        name,
        ['roomId', 'personId', 'billId', 'draftId', 'importId', 'occupancyId'].includes(name) ? deps.newId() : value,
      ]),
    )
    const unknown = await ask(manager, endpoint, name32(nothing))
    expect([answer.status, answer.code]).toEqual([404, 'record.not_found'])
    expect([unknown.status, unknown.code]).toEqual([answer.status, answer.code])
  })

  it('with the other community named: refused at the door', async () => {
    const answer = await ask(manager, communitiesApi.getRoom, pick(theirs, 'communityId', 'roomId'))
    expect(answer.status).toBe(403)
  })

  it('reads no list of it: audit records of a foreign object are an empty page', async () => {
    const answer = await ask(manager, auditApi.listByObject, {
      communityId: here.communityId,
      objectType: 'bill',
      objectId: theirs.billId,
    })
    expect(answer.body).toEqual({ items: [] })
  })
})

describe('a resident who guesses ids', () => {
  it.each([
    [
      'a neighbour’s bill',
      () => [
        billingApi.myBill,
        { communityId: here.communityId, roomId: neighbour.roomId, billId: neighbour.billId },
        403,
      ],
    ],
    [
      'a neighbour’s bill under the own room',
      () => [billingApi.myBill, { communityId: here.communityId, roomId: myRoom, billId: neighbour.billId }, 404],
    ],
    [
      'a neighbour’s bill, to ask about',
      () => [
        questionApi.askQuestion,
        { communityId: here.communityId, roomId: myRoom, billId: neighbour.billId, text: '试试' },
        404,
      ],
    ],
    [
      'a neighbour’s order',
      () => [paymentsApi.getOrder, { communityId: here.communityId, orderId: neighbour.orderId }, 404],
    ],
    [
      'a neighbour’s order, to close',
      () => [paymentsApi.closeOrder, { communityId: here.communityId, orderId: neighbour.orderId }, 404],
    ],
    [
      'a neighbour’s receipt',
      () => [paymentsApi.myReceipt, { communityId: here.communityId, orderId: neighbour.orderId }, 404],
    ],
    [
      'an order of another community',
      () => [paymentsApi.checkOrder, { communityId: theirs.communityId, orderId: theirs.orderId }, 404],
    ],
    [
      'to pay a neighbour’s bill',
      () => [
        paymentsApi.createOrder,
        { communityId: here.communityId, bills: [{ roomId: neighbour.roomId, billId: neighbour.billId }] },
        404,
      ],
    ],
  ] satisfies [string, () => [Endpoint, Record<string, unknown>, number]][])(
    '%s: refused without a hint',
    async (_, make) => {
      const [endpoint, input, status] = make()
      expect((await ask(owner, endpoint, input)).status).toBe(status)
    },
  )
})

describe('a request with more than was asked for', () => {
  it('has an unknown field: refused, and the sentence names it', async () => {
    const answer = await ask(manager, communitiesApi.updateRoom, {
      communityId: here.communityId,
      roomId: myRoom,
      areas: { built: 1 },
      status: 'vacant',
      version: 1,
      ownerId: 'x',
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('fields')
  })

  it('names its path again in the body: refused', async () => {
    const path = `/v1/c/${here.communityId}/rooms/${myRoom}`
    const response = await app.request(path, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        cookie: `linli_session=${manager.cookie}`,
        'x-csrf': manager.csrf ?? '',
      },
      body: JSON.stringify({ communityId: theirs.communityId, areas: { built: 1 }, status: 'vacant', version: 1 }),
    })
    expect(response.status).toBe(400)
  })

  it('carries a cursor of another list, or one of its own making: refused', async () => {
    const forged = Buffer.from(JSON.stringify({ pk: `C#${theirs.communityId}#rooms`, sk: theirs.roomId })).toString(
      'base64url',
    )
    for (const cursor of [`${forged}.AAAA`, 'x', '.'])
      expect((await ask(manager, communitiesApi.listRooms, { communityId: here.communityId, cursor })).status).toBe(400)
  })

  it('is larger than 256 KB: refused before it is read as JSON', async () => {
    const answer = await ask(manager, communitiesApi.createRoom, {
      communityId: here.communityId,
      building: 'x'.repeat(300_000),
    })
    expect(answer.status).toBe(413)
  })

  it('fails inside: a request id and no detail', async () => {
    const down = deps.world.failNext({ command: 'BatchGetItem', when: 'before', error: 'server-error', times: 1000 })
    const answer = await ask(manager, communitiesApi.getRoom, { communityId: here.communityId, roomId: myRoom })
    down.cancel()
    expect(answer.status).toBe(503)
    expect(JSON.stringify(answer.body)).not.toMatch(/Dynamo|pk|stack|at /)
  })
})

function pick<T extends Record<string, unknown>, K extends keyof T & string>(
  from: T,
  ...names: K[]
): Record<string, unknown> {
  return Object.fromEntries(names.map(name => [name, from[name]]))
}

/** An order id of the own community that nobody has. */
const name32 = (input: Record<string, unknown>): Record<string, unknown> =>
  'orderId' in input ? { ...input, orderId: here.communityId + deps.newId() } : input
