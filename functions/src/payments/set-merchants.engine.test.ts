import { AppError } from '@linli/shared/errors'
import { communitiesApi } from '@linli/shared/communities/api'
import { merchantApi } from '@linli/shared/payments/merchant-api'
import { paymentsApi } from '@linli/shared/payments/api'
import { partsOf } from '@linli/shared/payments/basket'
import { expect, it } from 'vitest'
import { makeMerchant } from '../../../infra/local/wechat/merchant'
import { makeAlipayMerchant } from '../../../infra/local/alipay/merchant'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill, makeOrder } from '../../test/payments'
import { taxedItem } from '../../test/tax'
import { loadCommunity } from '../communities/community'
import { makeApp } from '../http'
import { allRoutes } from '../registry'
import { merchantFor } from './merchant-for'
import { merchantsOf } from './reconciliation-store'

const wish = { appid: 'wx1234567890abcdef', callbackBase: 'http://127.0.0.1:1' }

async function start() {
  const [main, second, foreign] = await Promise.all(
    ['main', 'second', 'foreign'].map(ref => makeMerchant({ ref, ...wish })),
  )
  const alipay = await makeAlipayMerchant({ ref: 'ali', callbackBase: wish.callbackBase })
  if (!main || !second || !foreign) throw new Error('no merchants')
  const deps = testDeps({
    env: {
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([
        main.config,
        second.config,
        { ...foreign.config, companies: ['another company'] },
      ]),
      LINLI_ALIPAY_MERCHANTS: JSON.stringify([alipay.config]),
    },
  })
  const place = await makeCommunity(deps, { merchantRef: 'main' })
  const app = makeApp(deps, allRoutes)
  const manager = await staffWith(deps, [roleIn(place, 'manager')])
  const { communityId } = place
  const entityId = place.community.entities[0]?.entityId ?? ''
  const set = (input: object) =>
    callAs(app, manager, merchantApi.setMerchants, { communityId, entityId, items: [], version: 1, ...input })
  return { deps, place, app, manager, communityId, entityId, main, second, alipay, set }
}

it('a manager chooses among the merchants that the company has; no key leaves, and nobody else’s is offered', async () => {
  const w = await start()
  const { communityId, entityId } = w
  const answer = await callAs(w.app, w.manager, merchantApi.merchants, { communityId })
  const { choices, version } = answer.ok()
  expect(choices).toEqual([
    { ref: 'main', channel: 'wechat', numberEnd: w.main.config.mchid.slice(-4) },
    { ref: 'second', channel: 'wechat', numberEnd: w.second.config.mchid.slice(-4) },
    { ref: 'ali', channel: 'alipay', numberEnd: w.alipay.config.sellerId.slice(-4) },
  ])
  expect(JSON.stringify(answer.body)).not.toContain('KEY')
  expect(JSON.stringify(answer.body)).not.toContain(w.main.config.mchid)
  for (const refs of [
    { merchantRef: 'foreign' },
    { merchantRef: 'none' },
    { merchantRef: 'ali' },
    { alipayRef: 'main' },
  ])
    expect((await w.set({ ...refs, version })).code).toBe('request.invalid')
  expect((await w.set({ items: [{ feeItemId: w.deps.newId(), merchantRef: 'main' }], version })).code).toBe(
    'request.invalid',
  )
  expect((await w.set({ merchantRef: 'second', version: version + 1 })).code).toBe('record.changed')
  const clerk = await staffWith(w.deps, [roleIn(w.place, 'clerk')])
  const asClerk = { communityId, entityId, merchantRef: 'second', items: [], version }
  expect((await callAs(w.app, clerk, merchantApi.setMerchants, asClerk)).status).toBe(403)
  // The other way to write a community does not move money either.
  const { name, address, officePhone, entities } = w.place.community
  const own = { communityId, name, address, officePhone, version }
  expect((await callAs(w.app, w.manager, communitiesApi.update, { ...own, entities })).code).toBe('ok')
  const moved = entities.map(entity => ({
    ...entity,
    formerMerchants: [],
    itemMerchants: [{ feeItemId: w.deps.newId(), merchantRef: 'second' }],
  }))
  expect(
    (await callAs(w.app, w.manager, communitiesApi.update, { ...own, version: version + 1, entities: moved })).code,
  ).toBe('request.invalid')
})

it('orders from now on go to the new one, those that are open are seen first; the old one’s days go on', async () => {
  const w = await start()
  const { communityId } = w
  const room = await makeRoom(w.place, { code: '1-1-101', ownerName: '李小红' })
  const order = await makeOrder(w.place, [await makeBill(w.place, room)], w.main)
  w.deps.world.settle()
  const version = w.place.community.version
  const refused = await w.set({ merchantRef: 'second', alipayRef: 'ali', version })
  expect(refused).toMatchObject({ code: 'payments.orders_open', status: 409 })
  expect(JSON.stringify(refused.body)).toContain('还有 1 笔订单正在支付')
  expect((await w.set({ merchantRef: 'main', alipayRef: 'ali', version })).ok().version).toBe(version + 1)
  const set = await w.set({ merchantRef: 'second', alipayRef: 'ali', version: version + 1, despiteOpen: true })
  expect(set.ok().entities[0]).toMatchObject({ merchantRef: 'second', alipayRef: 'ali' })
  const community = await loadCommunity(w.place.ctx, communityId)
  expect(merchantsOf(community).map(({ ref, channel }) => [ref, channel])).toEqual([
    ['second', 'wechat'],
    ['ali', 'alipay'],
    ['main', 'wechat'],
  ])
  const [entity] = community.entities
  if (!entity) throw new Error('no entity')
  expect(merchantFor(w.deps.env, entity, 'wechat', order.shares).ref).toBe('second')
  // Once nobody can be paying any more there is nothing to see first.
  w.deps.clock.advance(3_600_000)
  expect((await w.set({ merchantRef: 'main', version: version + 2 })).ok().entities[0]).not.toHaveProperty('alipayRef')
})

it('a fee item with a merchant of its own is an order of its own, and never in one with others', async () => {
  const w = await start()
  const { communityId } = w
  const item = await taxedItem(w.place)
  const room = await makeRoom(w.place, { code: '1-1-102', ownerName: '李小红' })
  const [own, usual] = [
    await makeBill(w.place, room, { feeItemId: item.feeItemId }),
    await makeBill(w.place, room, { amountFen: 100 }),
  ]
  const version = w.place.community.version
  const items = [{ feeItemId: item.feeItemId, merchantRef: 'second' }]
  const answer = (await w.set({ merchantRef: 'main', items, version })).ok()
  expect(answer.entities[0]?.items).toEqual([{ ...items[0], feeItemName: item.name }])
  w.deps.world.settle()
  const personId = room.occupancies[0]?.personId ?? ''
  const payer = await accountWith(w.deps, [{ ...homeIn(w.place, room.roomId, 'owner'), personId }])
  const { homes } = (await callAs(w.app, payer, paymentsApi.dueOfAll, {})).ok()
  const parts = partsOf(homes.flatMap(({ bills }) => bills)).map(({ bills }) => bills.map(({ billId }) => billId))
  expect(new Set(parts)).toEqual(new Set([[own.billId], [usual.billId]]))
  const asked = [own, usual].map(({ billId }) => ({ roomId: room.roomId, billId }))
  const mixed = await callAs(w.app, payer, paymentsApi.createOrder, { communityId, bills: asked })
  expect(mixed.code).toBe('payments.mixed_entities')
  const { entities } = await loadCommunity(w.place.ctx, communityId)
  const [entity] = entities
  if (!entity) throw new Error('no entity')
  expect([own, usual].map(bill => merchantFor(w.deps.env, entity, 'wechat', [bill]).ref)).toEqual(['second', 'main'])
  expect(() => merchantFor(w.deps.env, entity, 'alipay', [own])).toThrow(AppError)
})
