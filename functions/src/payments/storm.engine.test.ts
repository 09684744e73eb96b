import { afterAll, beforeAll, expect, it } from 'vitest'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, noticeOf } from '../../test/payments'
import { everythingOf } from '../../test/two-systems'
import { getBills } from '../billing/store'
import { communityContext } from '../context'
import { runMessage } from '../jobs'
import { messagesPk, StoredMessage } from '../messages/store'
import { checkOrder } from './check-order'
import { createOrder } from './create-order'
import { jobs } from './jobs'
import { myReceipts } from './my-receipts'
import { seal } from './seal'
import { getOrder } from './store'

let channel: Channel
let place: Place

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

it('a storm: 40 bills, one notice 200 times, 50 at once, with the payer’s polls and lists beside: one posting, one receipt, one message', async () => {
  const { deps, gateway } = channel
  const { communityId } = place
  const room = await makeRoom(place, { code: '7-1-101', ownerName: '李小红', phone: '13800071001' })
  const bills = []
  for (let i = 0; i < 40; i++) bills.push(await makeBill(place, room))
  const asked = bills.map(({ billId }) => ({ roomId: room.roomId, billId }))
  const payer = await resident(channel, place, [room], 'in-the-storm')
  const { order, pay } = await createOrder(payer, { communityId, bills: asked })
  if (!pay) throw new Error('no payment parameters')
  gateway.control.fault({ kind: 'lose', match: order.orderId, count: 99 })
  await gateway.control.pay({ ...pay, decision: 'approve' })
  const transactionId = gateway.control.payment(order.orderId)?.transactionId ?? ''
  const notice = noticeOf(deps, await gateway.control.merchant('linli'), order, { transaction_id: transactionId })

  const instances = Array.from({ length: 4 }, () => callbackApp(deps))
  const statuses: number[] = []
  const tell = async (nth: number) => {
    const request = { method: 'POST', headers: notice.headers, body: notice.body }
    const answer = await instances[nth % instances.length]?.request('/callbacks/wechat/linli', request)
    statuses.push(answer?.status ?? 0)
  }
  for (let round = 0; round < 4; round++) {
    const beside = Array.from({ length: 3 }, () => [checkOrder(payer, order.orderId), myReceipts(payer, { limit: 20 })])
    await Promise.all([...Array.from({ length: 50 }, (_, nth) => tell(nth)), ...beside.flat()])
  }
  // A busy store answers 503, and the channel sends again; never anything else.
  expect([statuses.length, statuses.filter(status => status !== 204 && status !== 503)]).toEqual([200, []])
  expect(statuses.slice(50).filter(status => status !== 204)).toEqual([])

  deps.world.settle()
  await Promise.all([seal(deps, communityId), seal(deps, communityId)])
  while (!(await seal(deps, communityId))) await new Promise(resolve => setTimeout(resolve, 20))
  const received = JSON.stringify({ type: 'payment.received', communityId, orderId: order.orderId })
  const find = (type: string) => jobs.consumers.find(consumer => consumer.type === type)
  await Promise.all([1, 2, 3].map(() => runMessage(deps, find, received)))

  const ctx = communityContext(deps, communityId)
  expect(await getOrder(ctx, order.orderId)).toMatchObject({ state: 'paid', paidFen: 40 * 20_585, transactionId })
  for (const bill of await getBills(ctx, communityId, asked))
    expect(bill).toMatchObject({ state: 'paid', paidFen: 20_585 })
  const table = [...(await everythingOf(deps, communityId))]
  const kept = (part: string) => table.filter(([key, item]) => key.includes(part) && item.orderId === order.orderId)
  expect([kept('#journal#').length, kept('#receipts#').length, kept('#transaction#').length]).toEqual([1, 1, 1])
  expect(table.filter(([, { reason }]) => reason === 'duplicate' || reason === 'bill_settled')).toEqual([])
  deps.world.settle()
  const { accountId } = order
  const told = await payer.db.query({ pk: messagesPk(`A#${accountId}#`), schema: StoredMessage, limit: 9 })
  expect(told.items).toMatchObject([{ title: '缴好了' }])
})
