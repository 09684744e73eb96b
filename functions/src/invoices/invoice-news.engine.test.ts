import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { calmDeps } from '../../test/processes'
import { attended, openTax, type Tax, taxedItem } from '../../test/tax'
import type { Context } from '../context'
import { SendMessageBody } from '../messages/facts'
import { requestInvoice } from './request-invoice'
import { reverseInvoice } from './reverse-invoice'

let tax: Tax
let deps: TestDeps
let place: Place
let desk: Context

beforeAll(async () => {
  tax = await openTax()
  deps = calmDeps({ env: tax.env })
  tax.follow(deps.nowMs)
  place = await makeCommunity(deps)
  desk = cashierAt(place, 'accountant')
})
afterAll(() => tax.gateway.stop())

/** A household's bill that was paid at the counter. */
async function paid(code: string) {
  const { feeItemId } = await taxedItem(place)
  const bill = await makeBill(place, await makeRoom(place, { code, ownerName: '李小红' }), { feeItemId })
  await payAtDesk(desk, place, [bill])
  const bills = [{ roomId: bill.object.id, billId: bill.billId }]
  const ask = () =>
    requestInvoice(desk, { communityId: place.communityId, bills, buyer: { kind: 'personal', name: '李小红' } })
  return { bills: [bill], ask }
}

/** The news that go out while `work` runs. */
async function told(work: () => Promise<unknown>) {
  const { outbox } = deps
  const committed = outbox.committed.bind(outbox)
  const bodies: unknown[] = []
  outbox.committed = writes => {
    for (const write of writes)
      if ('put' in write && write.put.queue === 'messages') bodies.push(SendMessageBody.safeParse(write.put.body).data)
    committed(writes)
  }
  await work()
  outbox.committed = committed
  return bodies.flatMap(body => {
    const news = SendMessageBody.safeParse(body).data
    return news?.facts.kind === 'invoice_news'
      ? [{ ...news.facts, accountIds: news.accountIds, personIds: news.personIds }]
      : []
  })
}

it('tells who asked for it, or who owed its bills, what became of it', async () => {
  const { bills, ask } = await paid('3-1-101')
  const personIds = bills[0]?.payer.personIds
  const asked = await ask()
  const [issued, ...more] = await told(() => attended(place, asked))
  expect(issued).toMatchObject({ outcome: 'issued', amountFen: 20_585, asked: false, personIds })
  expect(more).toEqual([])
  const red = { communityId: place.communityId, invoiceId: asked.invoiceId, reason: '抬头有误' }
  const [reversed] = await told(async () => attended(place, await reverseInvoice(desk, red), 3))
  expect(reversed).toMatchObject({ outcome: 'reversed', reason: '抬头有误', personIds })
  tax.gateway.faults.add({ kind: 'refuse', reason: '税号不存在' })
  const other = await paid('3-1-102')
  const [refused] = await told(async () => attended(place, await other.ask()))
  expect(refused).toMatchObject({ outcome: 'refused', reason: '税号不存在' })
})
