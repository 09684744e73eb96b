import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeFeeItem } from '../../test/make-billing'
import { bring, record } from '../../test/make-opening'
import { newestHistory } from './newest-history'
import { roomPaidThrough } from './room-paid-through'

async function aRoom() {
  const place = await makeCommunity(testDeps({ strict: { throttle: 0, unprocessed: 0 } }))
  const { roomId } = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', areas: { built: 10_000 } })
  const feeItem = await makeFeeItem(place)
  const { ctx, communityId } = place
  return { place, feeItem, roomId, ask: { ctx, at: { communityId }, of: { communityId, roomId } } }
}

it('says of a room through which day each fee item was paid before it came here', async () => {
  const { place, feeItem, ask } = await aRoom()
  expect(await roomPaidThrough(ask.ctx, ask.of)).toEqual({ items: [] })
  expect(await bring(place, record.paidThrough('2026-10-31'))).toEqual([])
  expect(await roomPaidThrough(ask.ctx, ask.of)).toEqual({
    items: [{ feeItemId: feeItem.feeItemId, itemName: '物业费', paidThrough: '2026-10-31' }],
  })
})

it('knows the latest month of past payments, however long it is over, up to ten years', async () => {
  const { place, ask } = await aRoom()
  // An index shows a write a moment later.
  const newest = () => newestHistory(ask.ctx, ask.at)
  expect(await newest()).toEqual({})
  const year = Number(place.ctx.today().slice(0, 4))
  await bring(place, record.history(100, { paidOn: `${year - 12}-03-01` }))
  expect(await newest()).toEqual({})
  await bring(place, record.history(100, { paidOn: `${year - 6}-03-01` }), record.history(100))
  await expect.poll(newest).toEqual({ month: `${year - 6}-03` })
  await bring(place, record.history(100, { paidOn: `${year - 2}-12-31` }))
  await expect.poll(newest).toEqual({ month: `${year - 2}-12` })
})
