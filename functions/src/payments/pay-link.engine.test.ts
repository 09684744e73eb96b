import { endpoints } from '@linli/shared/api'
import { messagesApi } from '@linli/shared/messages/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountWith, homeIn, staffWith, roleIn } from '../../test/actors'
import { type Caller, callAs, sentenceOf } from '../../test/call'
import { type Channel, openChannel } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { type BillWish, makeBill } from '../../test/payments'
import { signInResident } from '../../test/sign-in'
import { deleteAccount } from '../identity/delete-account'
import { communityContext, makeContext } from '../context'
import { makeApp } from '../http'
import { allRoutes } from '../registry'
import { getOrder } from './store'
import { tellPayer } from './tell-payer'

let channel: Channel
let app: Hono
let place: Place
let rooms = 0

beforeAll(async () => {
  channel = await openChannel()
  app = makeApp(channel.deps, allRoutes)
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

/** A household with two bills, of which the first is shared. */
async function shared(wish: BillWish = {}) {
  rooms += 1
  const room = await makeRoom(place, { code: `1-2-7${rooms}1`, ownerName: '欧阳小红', phone: `1380005${5000 + rooms}` })
  const personId = room.occupancies[0]?.personId ?? ''
  const owner = await accountWith(channel.deps, [{ ...homeIn(place, room.roomId, 'owner'), personId }])
  const at = { communityId: place.communityId, roomId: room.roomId }
  const [bill, other] = [await makeBill(place, room, wish), await makeBill(place, room, { amountFen: 777 })]
  channel.deps.world.settle()
  const make = (key?: string) =>
    callAs(app, owner, payLinkApi.makePayLink, { ...at, billIds: [bill.billId], sharedBy: '妈妈' }, key)
  const link = (await make()).ok()
  const list = async () => {
    channel.deps.world.settle()
    return (await callAs(app, owner, payLinkApi.myPayLinks, at)).ok().items
  }
  return { room, owner, at, bill, other, make, link, code: link.code, list }
}
const stranger = (user: string) => signInResident(channel, app, user)
const open = (who: Caller, code: string) => callAs(app, who, payLinkApi.openPayLink, { code })
const begin = (who: Caller, code: string, paidBy?: string) =>
  callAs(app, who, payLinkApi.payByLink, { code, ...(paidBy && { paidBy }) })

/** Pays what is due on a card, to the end. */
async function paid(who: Caller, code: string, paidBy?: string) {
  const { order, pay } = (await begin(who, code, paidBy)).ok()
  if (!pay) throw new Error('no payment parameters')
  await channel.gateway.control.pay({ ...pay, decision: 'approve' })
  const at = { communityId: place.communityId, orderId: order.orderId }
  return (await callAs(app, who, paymentsApi.checkOrder, at)).ok()
}

describe('a card for somebody else to pay', () => {
  it('opens exactly its bills, masked; whoever pays is the payer, and the sharer hears it', async () => {
    const { code, bill, owner, list, other, room } = await shared({ dueDate: '2099-01-01' })
    const son = await stranger('son')
    expect((await open(son, code)).ok()).toEqual({
      communityName: place.community.name,
      room: '1-*-**1',
      officePhone: place.community.officePhone,
      sharedBy: '妈妈',
      expiresAt: expect.any(String),
      parts: [
        {
          entityName: place.community.entities[0]?.name,
          amountFen: bill.amountFen,
          bills: [{ feeItemName: '物业费', period: bill.period, amountFen: bill.amountFen, lateFeeFen: 0 }],
        },
      ],
      paidCount: 0,
      myOrders: [],
    })
    const order = await paid(son, code, '小明')
    expect(order).toMatchObject({ state: 'paid', accountId: son.accountId, byLink: { name: '小明' } })
    await tellPayer(channel.deps, { communityId: place.communityId, orderId: order.orderId })
    const texts = async (who: Caller) =>
      (await callAs(app, who, messagesApi.mine, {})).ok().items.map(({ text }) => text)
    expect(await texts(owner)).toEqual([expect.stringContaining(`小明帮 1栋2单元7${rooms}1 缴了`)])
    expect(await texts(son)).toEqual([expect.stringContaining('1栋*单元**1 的')])
    expect(await list()).toMatchObject([
      { state: 'paid', dueFen: 0, paid: [{ name: '小明', amountFen: bill.amountFen }] },
    ])
    expect((await open(son, code)).ok()).toMatchObject({ parts: [], paidCount: 1, myOrders: [order.orderId] })
    expect((await begin(await stranger('late'), code)).code).toBe('payments.nothing_due')

    // Whatever of the contract the payer asks, with every id that they could have learned and more.
    channel.deps.world.settle()
    const known: Record<string, string> = {
      communityId: place.communityId,
      roomId: room.roomId,
      billId: other.billId,
      orderId: order.orderId,
      code,
    }
    const asked = endpoints.filter(
      ({ method, access: { kind } }) => method === 'GET' && (kind === 'account' || kind === 'home'),
    )
    const answers: string[] = []
    for (const endpoint of asked) {
      const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => known[name] ?? room.roomId)
      const answer = await app.request(path, { headers: { authorization: `Bearer ${son.token}` } })
      answers.push(`${endpoint.id} ${answer.status} ${await answer.text()}`)
    }
    expect(asked.length).toBeGreaterThan(20)
    const secrets = [room.code, room.roomId, '欧阳', other.billId, '89.50']
    expect(answers.filter(answer => secrets.some(secret => answer.includes(secret)))).toEqual([])
    expect(
      answers.filter(answer => answer.startsWith('payments.myReceipt') && answer.includes('1-*-**1')),
    ).toHaveLength(2)
    const clerk = await staffWith(channel.deps, [roleIn(place, 'cashier')])
    const seen = await callAs(app, clerk, paymentsApi.officeOrder, {
      communityId: place.communityId,
      orderId: order.orderId,
    })
    expect(seen.ok()).toMatchObject({ byLink: { name: '小明' }, shares: [{ object: { code: room.code } }] })
  })

  it('is one card for one request, of bills that its maker sees and owes', async () => {
    const { make, at, bill, owner, other } = await shared()
    const [one, again] = [(await make('the-same-key')).ok(), (await make('the-same-key')).ok()]
    expect(again).toEqual(one)
    const wish = { ...at, billIds: [other.billId], sharedBy: '妈妈' }
    expect((await callAs(app, owner, payLinkApi.makePayLink, wish, 'the-same-key')).code).toBe('request.reused_key')
    const neighbour = await shared()
    const theirs = { ...at, billIds: [bill.billId, neighbour.bill.billId], sharedBy: '妈妈' }
    expect((await callAs(app, owner, payLinkApi.makePayLink, theirs)).code).toBe('record.not_found')
    expect((await callAs(app, owner, payLinkApi.makePayLink, { ...wish, sharedBy: '<b>' })).code).toBe(
      'request.invalid',
    )
  })

  it('revoked: opens nothing, and the order that was begun by it is closed at the channel; by its maker alone', async () => {
    const { code, link, at, owner } = await shared()
    const son = await stranger('second-son')
    const { order } = (await begin(son, code)).ok()
    const revoking = { ...at, linkId: link.linkId }
    const neighbour = await shared()
    expect((await callAs(app, neighbour.owner, payLinkApi.revokePayLink, revoking)).code).toBe('access.forbidden')
    const gone = (await callAs(app, owner, payLinkApi.revokePayLink, revoking)).ok()
    expect(gone).toMatchObject({ state: 'over', revokedAt: expect.any(String) })
    expect((await callAs(app, owner, payLinkApi.revokePayLink, revoking)).ok()).toEqual(gone)
    expect([(await open(son, code)).code, (await begin(son, code)).code]).toEqual([
      'payments.link_over',
      'payments.link_over',
    ])
    const system = communityContext(channel.deps, place.communityId)
    expect((await getOrder(system, order.orderId))?.state).toBe('closed')
  })

  it('revoked between an order’s look and its write: there is no order', async () => {
    const { code, link, at, owner, list } = await shared()
    const son = await stranger('third-son')
    // Who pays is read after the bills were chosen.
    const held = channel.deps.world.holdNext({ command: 'GetItem', when: 'before', match: '"account"' })
    const beginning = begin(son, code)
    await held.reached
    ;(await callAs(app, owner, payLinkApi.revokePayLink, { ...at, linkId: link.linkId })).ok()
    held.release()
    expect((await beginning).code).toBe('payments.link_over')
    expect(await list()).toMatchObject([{ state: 'over', paid: [] }])
  })

  it('ends with its week, its bills and its maker; a wrong code is counted', async () => {
    const [gone, deleted, late] = [await shared(), await shared(), await shared()]
    const who = await stranger('aunt')
    const { owner } = deleted
    const ctx = makeContext(channel.deps, { kind: 'account', accountId: owner.accountId, sessionKey: '', homes: [] }, [
      `A#${owner.accountId}#`,
    ])
    await deleteAccount(ctx)
    expect((await open(who, deleted.code)).code).toBe('payments.link_over')
    const { db } = makeContext(channel.deps, { kind: 'system' }, [`A#${gone.owner.accountId}#`])
    await db.writeMany([{ put: { pk: `A#${gone.owner.accountId}#`, sk: 'grants', homes: [], version: 2 } }])
    expect((await begin(who, gone.code)).code).toBe('payments.link_over')
    const wrong = `${late.code.slice(0, -1)}${late.code.endsWith('A') ? 'B' : 'A'}`
    for (let i = 0; i < 10; i++) expect((await open(who, wrong)).code).toBe('payments.link_over')
    expect([(await open(who, wrong)).code, (await open(who, late.code)).code]).toEqual([
      'request.too_many',
      'request.too_many',
    ])
    expect(sentenceOf(await open(who, late.code))).toContain('一小时后')
    const uncle = await stranger('uncle')
    expect((await open(uncle, late.code)).status).toBe(200)
    channel.deps.clock.advance(7 * 86_400_000)
    expect((await open(uncle, late.code)).code).toBe('payments.link_over')
  })
})
