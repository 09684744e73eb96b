import { nextInvoiceState } from '@linli/shared/invoices/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { calmDeps, killedAt } from '../../test/processes'
import { attended, company, fitted, openTax, type Tax, taxCode, taxedItem } from '../../test/tax'
import { loadBills } from '../billing/load-bills'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { refundOrder } from '../payments/refund-order'
import * as z from 'zod'
import { downloadInvoice } from './download-invoice'
import { requestInvoice } from './request-invoice'
import { retryInvoice, withdrawInvoice } from './retry-invoice'
import { reverseInvoice } from './reverse-invoice'
import { invoicesKey, loadInvoices } from './store'
import { sweepInvoices } from './sweep-invoices'

let tax: Tax
let deps: TestDeps
let place: Place
let desk: Context
let feeItemId = ''

beforeAll(async () => {
  tax = await openTax()
  deps = calmDeps({ env: tax.env })
  tax.follow(deps.nowMs)
  place = await makeCommunity(deps)
  desk = cashierAt(place, 'accountant')
  feeItemId = (await taxedItem(place)).feeItemId
})
afterAll(() => tax.gateway.stop())

let floor = 0
/** A household's bills of 205.85 each, paid at the counter: whole, or `part` of each. */
async function paid(count = 1, part?: number) {
  floor += 1
  const room = await makeRoom(place, { code: `3-1-${floor}01`, ownerName: '李小红' })
  const bills = []
  for (let i = 0; i < count; i++) bills.push(await makeBill(place, room, { feeItemId }))
  const order = await payAtDesk(desk, place, bills, part === undefined ? {} : { part })
  const asked = bills.map(({ billId }) => ({ roomId: room.roomId, billId }))
  const ask = (buyer: Parameters<typeof requestInvoice>[1]['buyer'] = { kind: 'personal', name: '李小红' }) =>
    requestInvoice(desk, { communityId: place.communityId, bills: asked, buyer })
  return { bills, order, asked, ask }
}
const now = (asked: { roomId: string; billId: string }[]) => loadBills(place.ctx, place.communityId, asked)
/** What the platform issued for a household, under whatever number. */
const issuedFor = ([bill]: { object: { code: string } }[]) =>
  tax.gateway
    .invoices()
    .filter(({ number, items }) => number !== '' && items[0]?.remark.startsWith(bill?.object.code ?? '-'))
const refund = (orderId: string, bills?: { billId: string; amountFen: number }[]) =>
  refundOrder(desk, { communityId: place.communityId, orderId, reason: '多收', ...(bills && { bills }) })

describe('an invoice', () => {
  it('is issued for what was received, with the tax in it, and can be downloaded', async () => {
    const { asked, ask } = await paid(2)
    const requested = await ask(company)
    expect(requested).toMatchObject({ state: 'requested', grossFen: 41_170, netFen: 38_840, taxFen: 2_330 })
    const issued = await attended(place, requested)
    expect(issued).toMatchObject({ state: 'issued', number: expect.stringMatching(/^\d{20}$/), buyer: company })
    expect(tax.gateway.invoices().at(-1)).toMatchObject({
      buyer: { taxNumber: company.taxNumber },
      total: '411.70',
      items: [{ taxCode, taxRate: '0.06', amount: '194.20', tax: '11.65', total: '205.85' }, {}],
    })
    expect(await now(asked)).toMatchObject(asked.map(() => ({ invoiced: [{ principalFen: 20_585, lateFeeFen: 0 }] })))
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['ofd', 'PK'],
    ] as const) {
      const { url } = await downloadInvoice(desk, { ...requested, format })
      expect(
        Buffer.from(await (await fetch(url)).arrayBuffer())
          .subarray(0, magic.length)
          .toString(),
      ).toBe(magic)
    }
    // Who it is made out to lies sealed in the table.
    const kept = await place.ctx.db.get(
      { pk: `C#${place.communityId}#invoice#${requested.invoiceId}`, sk: 'invoice' },
      z.unknown(),
    )
    expect(JSON.stringify(kept)).not.toContain(company.name)
  })

  it('stands for each fen once, however many ask at the same time', async () => {
    const { asked, ask } = await paid(2)
    const ended = await Promise.allSettled([ask(), ask(company), ask(), ask()])
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of ended)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'invoices.nothing' })
    expect((await now(asked)).map(bill => bill?.invoiced?.length)).toEqual([1, 1])
  })

  it('of a part payment covers what is paid; the rest has one of its own', async () => {
    const { bills, asked, ask } = await paid(1, 10_000)
    expect(await ask()).toMatchObject({ grossFen: 10_000 })
    await expect(ask()).rejects.toMatchObject({ code: 'invoices.nothing' })
    await payAtDesk(desk, place, bills)
    expect(await ask()).toMatchObject({ grossFen: 10_585 })
    expect((await now(asked))[0]?.invoiced).toMatchObject([{ principalFen: 10_000 }, { principalFen: 10_585 }])
  })

  it('that was refused is asked for again under the same number, or withdrawn', async () => {
    const { asked, ask } = await paid()
    const invoice = await ask(company)
    tax.gateway.faults.add({ kind: 'refuse', reason: '购买方税号不存在', count: 2 })
    expect(await attended(place, invoice)).toMatchObject({ state: 'failed', problem: '购买方税号不存在' })
    await retryInvoice(desk, invoice)
    expect(await attended(place, invoice)).toMatchObject({ state: 'failed' })
    await retryInvoice(desk, invoice)
    expect(await attended(place, invoice)).toMatchObject({ state: 'issued', invoiceId: invoice.invoiceId })
    await expect(withdrawInvoice(desk, { ...invoice, reason: '不要了' })).rejects.toMatchObject({
      code: 'invoices.wrong_state',
    })
    const other = await paid()
    const given = await other.ask(company)
    tax.gateway.faults.add({ kind: 'refuse' })
    await attended(place, given)
    expect(await withdrawInvoice(desk, { ...given, reason: '税号写错了' })).toMatchObject({ state: 'withdrawn' })
    expect(await other.ask(company)).toMatchObject({ state: 'requested', grossFen: 20_585 })
    expect((await now(asked))[0]?.invoiced).toHaveLength(1)
  })

  it.each(['time-out-before', 'time-out-after', 'bad-answer-signature', 'system-error'] as const)(
    'whose answer is lost (%s) is the same one when it is asked about',
    async kind => {
      const { bills, ask } = await paid()
      const invoice = await ask()
      tax.gateway.faults.add({ kind, ms: 10 })
      expect(await attended(place, invoice)).toMatchObject({ state: 'issuing', looks: 1 })
      deps.clock.advance(60_000)
      await sweepInvoices(deps)
      expect(await attended(place, invoice)).toMatchObject({ state: 'issued' })
      expect(issuedFor(bills)).toHaveLength(1)
    },
  )

  it('that the platform is slow with is waited for, and told once', async () => {
    const { ask } = await paid()
    const invoice = await ask()
    tax.gateway.faults.add({ kind: 'slow', ms: 300_000 })
    expect(await attended(place, invoice, 3)).toMatchObject({ state: 'issuing', looks: 3 })
    deps.clock.advance(3_600_000)
    await Promise.all([sweepInvoices(deps), attended(place, invoice), attended(place, invoice)])
    const issued = await attended(place, invoice)
    expect(issued).toMatchObject({ state: 'issued' })
    expect(issued.dueAt).toBeUndefined()
  })
})

describe('a reversal', () => {
  it('waits for the buyer; after 72 hours without a word the invoice holds, and the next confirmation has another number', async () => {
    const { asked, ask } = await paid()
    const invoice = await attended(place, await ask(company))
    tax.gateway.faults.add({ kind: 'hold-red' })
    await reverseInvoice(desk, { ...invoice, reason: '抬头有误', reissue: false })
    const waiting = await attended(place, invoice)
    expect(waiting).toMatchObject({ state: 'red_pending', red: { state: 'pending' } })
    await expect(reverseInvoice(desk, { ...invoice, reason: '再来' })).rejects.toMatchObject({
      code: 'invoices.wrong_state',
    })
    deps.clock.advance(71 * 3600_000)
    await sweepInvoices(deps)
    expect(await attended(place, invoice)).toMatchObject({ state: 'red_pending' })
    deps.clock.advance(3600_000)
    await sweepInvoices(deps)
    const lapsed = await attended(place, invoice)
    expect(lapsed).toMatchObject({ state: 'issued', red: { state: 'lapsed', reason: '抬头有误' } })
    const list = { index: 'gs2' as const, pk: invoicesKey(place.communityId, 'waiting') }
    const ids = await queryAll(place.ctx.db, { ...list, schema: z.object({ invoiceId: z.string() }) }, 50)
    expect(ids).toContainEqual({ invoiceId: invoice.invoiceId })
    await reverseInvoice(desk, { ...invoice, reason: '抬头有误' })
    await attended(place, invoice)
    deps.clock.advance(120_000)
    const reversed = await attended(place, invoice)
    expect(reversed).toMatchObject({ state: 'reversed', red: { state: 'confirmed', number: expect.any(String) } })
    expect(reversed.red?.redId).not.toBe(lapsed.red?.redId)
    expect((await now(asked))[0]?.invoiced).toEqual([])
    expect(await ask()).toMatchObject({ state: 'requested', grossFen: 20_585 })
  })

  it('follows a refund by itself, and what is left is issued again', async () => {
    const { bills, asked, order, ask } = await paid(2)
    const invoice = await attended(place, await ask())
    await refund(order.orderId, [{ billId: bills[0]?.billId ?? '', amountFen: 5_000 }])
    await fitted(place, bills)
    await fitted(place, bills)
    expect(await attended(place, invoice, 0)).toMatchObject({ state: 'red_pending', red: { cause: 'refund' } })
    const reversed = await attended(place, invoice)
    expect(reversed).toMatchObject({ state: 'reversed', replacedById: expect.any(String) })
    const [next] = await loadInvoices(place.ctx, place.communityId, [reversed.replacedById ?? ''])
    expect(next).toMatchObject({ state: 'requested', grossFen: 36_170, replacesId: invoice.invoiceId })
    expect(next && (await attended(place, next))).toMatchObject({ state: 'issued' })
    expect((await now(asked)).map(bill => bill?.invoiced?.map(({ principalFen }) => principalFen))).toEqual([
      [15_585],
      [20_585],
    ])
  })

  it('of a whole refund leaves nothing; a request that was not issued yet is taken back', async () => {
    const [one, other] = [await paid(), await paid()]
    const invoice = await attended(place, await one.ask())
    const waiting = await other.ask()
    await refund(one.order.orderId)
    await refund(other.order.orderId)
    await fitted(place, [...one.bills, ...other.bills])
    expect(await attended(place, invoice)).toMatchObject({ state: 'reversed' })
    expect(await attended(place, waiting)).toMatchObject({ state: 'withdrawn' })
    expect((await now([...one.asked, ...other.asked])).map(bill => bill?.invoiced)).toEqual([[], []])
    expect(nextInvoiceState('withdrawn', 'start')).toBeUndefined()
  })

  it('of an invoice that was being issued during the refund comes when it is', async () => {
    const { bills, order, ask } = await paid()
    const invoice = await ask()
    tax.gateway.faults.add({ kind: 'slow', ms: 60_000 })
    await attended(place, invoice)
    await refund(order.orderId)
    await fitted(place, bills)
    expect(await attended(place, invoice, 0)).toMatchObject({ state: 'issuing' })
    deps.clock.advance(120_000)
    await attended(place, invoice)
    // The message that came with its issue.
    await fitted(place, bills)
    expect(await attended(place, invoice)).toMatchObject({ state: 'reversed' })
  })

  it('a refund that a request overtakes reads the bill again, and so sees the invoice', async () => {
    const { asked, order, bills, ask } = await paid()
    const ended = await Promise.allSettled([ask(), refund(order.orderId)])
    const [bill] = await now(asked)
    await fitted(place, bills)
    for (const { invoiceId } of bill?.invoiced ?? [])
      await attended(place, { communityId: place.communityId, invoiceId })
    expect(ended[1]?.status).toBe('fulfilled')
    expect((await now(asked))[0]).toMatchObject({ paidFen: 0 })
    expect((await now(asked))[0]?.invoiced ?? []).toEqual([])
  })
})

describe('a worker that dies', () => {
  it.each([1, 2, 3, 4])(
    'before or after its write %i leaves one invoice, one reversal, and the rest issued again',
    async write => {
      for (const when of ['before', 'after'] as const) {
        const { bills, asked, order, ask } = await paid()
        const invoice = await ask()
        await killedAt(deps, { write, when }, () => attended(place, invoice, 2))
        expect(await attended(place, invoice)).toMatchObject({ state: 'issued' })
        await refund(order.orderId, [{ billId: bills[0]?.billId ?? '', amountFen: 85 }])
        const work = async () => {
          await fitted(place, bills)
          const { replacedById = '' } = await attended(place, invoice)
          if (replacedById) await attended(place, { communityId: place.communityId, invoiceId: replacedById })
        }
        await killedAt(deps, { write, when }, work)
        await work()
        const [bill] = await now(asked)
        expect(bill?.invoiced).toMatchObject([{ principalFen: 20_500 }])
        expect(issuedFor(bills)).toHaveLength(2)
        expect(tax.gateway.reds().filter(red => red.requestNumber.endsWith(invoice.invoiceId))).toHaveLength(1)
      }
    },
  )
})
