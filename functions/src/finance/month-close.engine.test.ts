import { expectedOf } from '@linli/shared/finance/till-rules'
import { sumFen } from '@linli/shared/money'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { closeDayRight, closeWholeMonth } from '../../test/closing'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { auditItem } from '../audit'
import { communityContext, type Context } from '../context'
import { closeLedger } from '../payments/close-ledger'
import { ledgerState } from '../payments/ledger-reads'
import { publicationItems, voidingItems } from '../payments/publication-items'
import { refundOrder } from '../payments/refund-order'
import { seal } from '../payments/seal'
import { settle } from '../payments/settle'
import { getOrder, ledgerKey, postingItem, StoredPosting } from '../payments/store'
import { closeMonth } from './close-month'
import { exportVouchers } from './export-vouchers'
import { loadReport } from './month-report'
import { nextToClose } from './month-checks'
import { saveSettings } from './save-settings'
import { loadClosedMonth, loadDay, loadSettings, monthReportKey } from './store'
import { vouchersOfMonth } from './vouchers'
import { writeReport } from './write-report'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let deps: TestDeps
beforeAll(async () => {
  world = await merchantDeps()
  deps = world.deps
})

const month = '2026-11'
const whoIs = (ctx: Context) => (ctx.actor.kind === 'staff' ? ctx.actor.personId : '')
const Kept = z.object({ text: z.string(), sha256: z.string() })

/** November of a small office: bills published, one paid over the counter, one on its way online; its days closed. */
async function november() {
  deps.clock.set('2026-11-22T04:00:00.000Z')
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const { communityId } = place
  const ctx = communityContext(deps, communityId)
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  const bills = [await makeBill(place, room), await makeBill(place, room), await makeBill(place, room)]
  const [paid, online, open] = bills
  if (!paid || !online || !open) throw new Error('three bills')
  await post(
    ctx,
    publicationItems(ctx, communityId, { sourceId: 'november', valueDate: ctx.today(), bills }),
    room.roomId,
  )
  deps.world.settle()
  const cashier = cashierAt(place)
  const accountant = cashierAt(place, 'accountant')
  const order = await payAtDesk(cashier, place, [paid])
  const underWay = await makeOrder(place, [online], world.merchant)
  const lastMoment = '2026-11-30T15:59:59.000Z'
  const payOnline = () =>
    settle(ctx, underWay, { transactionId: `tx-${communityId}`, paidAt: lastMoment, amountFen: underWay.amountFen })
  const at = { communityId, month }
  const dayAt = { communityId, cashierId: whoIs(cashier), date: '2026-11-22' }
  return { place, ctx, room, cashier, accountant, order, underWay, payOnline, open, at, dayAt }
}

async function post(ctx: Context, writes: Parameters<Context['db']['transact']>[0], objectId: string) {
  const communityId = ctx.reach[0]?.slice(2, -1) ?? ''
  const about = { communityId, objectType: 'bill' as const, objectId, summary: '' }
  const audit = auditItem(ctx, { ...about, action: 'billing.publish_bills' })
  await ctx.db.transact([...writes, audit], audit.put)
}

const postingOf = (
  ctx: Context,
  communityId: string,
  kind: 'settlement' | 'voiding' | 'refund',
  sourceId: string,
  valueDate: string,
) => {
  const { pk, sk } = postingItem(ctx, communityId, { kind, sourceId, valueDate, lines: [] })
  return ctx.db.get({ pk, sk }, StoredPosting)
}

describe('closing a month', () => {
  it('waits for its end, for the closed days, and for somebody who says so where something is left', async () => {
    const { ctx, accountant, cashier, at, dayAt } = await november()
    await seal(deps, at.communityId)
    deps.world.settle()
    const ask = (asked = at) => closeMonth(accountant, asked)
    await expect(ask()).rejects.toMatchObject({ code: 'finance.not_ready' })
    deps.clock.set('2026-12-02T02:00:00.000Z')
    await expect(ask()).rejects.toMatchObject({ code: 'finance.not_ready' })
    await expect(ask({ ...at, month: '2026-12' })).rejects.toMatchObject({ code: 'finance.not_next_month' })
    await closeDayRight(cashier, dayAt)
    expect(await ask()).toMatchObject({ state: 'asked', warnings: [] })
    await closeLedger(deps, at)
    await closeLedger(deps, at)
    expect(await ask()).toMatchObject({ state: 'closed', postings: 2 })
    await writeReport(deps, at)
    expect(await ask()).toMatchObject({ state: 'reported' })
    expect(await nextToClose(ctx, at.communityId)).toEqual({ month: '2026-12' })
    expect((await ledgerState(ctx, at.communityId)).openDate).toBe('2026-12-01')
  })

  it('is never changed afterwards: late money, a void and a refund stand in the open month, byte for byte', async () => {
    const { ctx, accountant, cashier, order, payOnline, open, at, dayAt, underWay } = await november()
    await closeDayRight(cashier, dayAt)
    deps.clock.set('2026-12-02T02:00:00.000Z')
    await seal(deps, at.communityId)
    await closeWholeMonth(deps, accountant, at)
    const before = await ctx.db.get(monthReportKey(at.communityId, month), Kept)
    const report = await loadReport(ctx, at.communityId, month)
    expect(report).toMatchObject({
      postings: 2,
      whole: { billedFen: 61_755, receivedFen: 20_585, receivedCurrentFen: 20_585, arrearsFen: 41_170 },
      buildings: [{ building: '1', arrearsFen: 41_170 }],
      channels: [{ channel: 'cash', billsFen: 20_585, movedFen: 20_585 }],
    })

    await payOnline()
    await refundOrder(cashier, { communityId: at.communityId, orderId: order.orderId, reason: '录错房号' })
    await post(ctx, voidingItems(ctx, at.communityId, open), open.billId)
    await payOnline()
    deps.world.settle()
    await seal(deps, at.communityId)
    await writeReport(deps, at)
    const late = await postingOf(ctx, at.communityId, 'settlement', `tx-${at.communityId}`, '2026-11-30')
    expect([late?.valueDate, late?.postingDate]).toEqual(['2026-11-30', '2026-12-01'])
    expect((await getOrder(ctx, underWay.orderId))?.postingDate).toBe('2026-12-01')
    expect(await ctx.db.get(monthReportKey(at.communityId, month), Kept)).toEqual(before)

    deps.clock.set('2027-01-03T02:00:00.000Z')
    await closeDayRight(cashier, { ...dayAt, date: '2026-12-02' })
    await closeWholeMonth(deps, accountant, { ...at, month: '2026-12' })
    const december = await loadReport(ctx, at.communityId, '2026-12')
    const ledger = await ctx.db.get(ledgerKey(at.communityId), z.object({ accounts: z.record(z.string(), z.number()) }))
    const closing = december?.accounts.map(({ account, closingFen }) => [account, closingFen])
    expect(Object.fromEntries(closing ?? [])).toEqual(ledger?.accounts)
    expect(december?.whole).toMatchObject({ openingArrearsFen: 41_170, receivedOldFen: 0, arrearsFen: 20_585 })
    expect(await ctx.db.get(monthReportKey(at.communityId, month), Kept)).toEqual(before)
  })

  it('while money comes in: each posting stands in one month, the report has all of the closed one', async () => {
    const { place, ctx, room, accountant, cashier, at, dayAt, payOnline } = await november()
    await closeDayRight(cashier, dayAt)
    deps.clock.set('2026-12-02T02:00:00.000Z')
    await seal(deps, at.communityId)
    deps.world.settle()
    const more = await Promise.all(
      [0, 1, 2].map(async () => makeOrder(place, [await makeBill(place, room)], world.merchant)),
    )
    await closeMonth(accountant, at)
    const paidAt = '2026-11-30T10:00:00.000Z'
    const results = await Promise.allSettled([
      payOnline(),
      closeLedger(deps, at),
      ...more.map(order => settle(ctx, order, { transactionId: order.orderId, paidAt, amountFen: order.amountFen })),
      seal(deps, at.communityId),
    ])
    expect([0, 2, 3, 4].map(i => results[i]?.status)).toEqual(Array(4).fill('fulfilled'))
    for (let tries = 0; tries < 20 && (await loadClosedMonth(ctx, at.communityId, month))?.state === 'asked'; tries++)
      await closeLedger(deps, at).catch(() => new Promise(resolve => setTimeout(resolve, 50)))
    deps.world.settle()
    await seal(deps, at.communityId)
    await writeReport(deps, at)
    const [closing, ledger] = await Promise.all([
      loadClosedMonth(ctx, at.communityId, month),
      ledgerState(ctx, at.communityId),
    ])
    expect((closing?.postings ?? 0) + (ledger.posted['2026-12'] ?? 0)).toBe(6)
    const report = await loadReport(ctx, at.communityId, month)
    expect(report?.postings).toBe(closing?.postings)
    const day = await loadDay(ctx, at.communityId, dayAt.cashierId, dayAt.date)
    expect(report?.channels.find(({ channel }) => channel === 'cash')?.movedFen).toBe(day && expectedOf(day, 'cash'))
  })

  it('whose sealer dies at any write is closed by the next, once, with the same report', async () => {
    const texts = new Set<string>()
    for (let write = 1; write <= 5; write++)
      for (const when of ['before', 'after'] as const) {
        const { ctx, accountant, cashier, at, dayAt, payOnline } = await november()
        await closeDayRight(cashier, dayAt)
        await seal(deps, at.communityId)
        await payOnline()
        deps.clock.set('2026-12-02T02:00:00.000Z')
        deps.world.settle()
        await closeMonth(accountant, at)
        deps.life.crashAt(write, when)
        await closeLedger(deps, at)
          .then(() => writeReport(deps, at))
          .catch(() => undefined)
        deps.life.revive()
        deps.clock.advance(11_000)
        deps.world.settle()
        await closeLedger(deps, at)
        await writeReport(deps, at)
        const report = await loadReport(ctx, at.communityId, month)
        expect(report?.postings).toBe(3)
        expect((await ledgerState(ctx, at.communityId)).posted).toEqual({})
        const { whole, buildings, channels, accounts } = report ?? {}
        texts.add(JSON.stringify({ whole, buildings, channels, accounts }))
      }
    expect(texts.size).toBe(1)
  })
})

describe('vouchers', () => {
  it('say what the journal says, keep their numbers, and are refused while something has no code', async () => {
    const { accountant, cashier, at, dayAt, ctx } = await november()
    await closeDayRight(cashier, dayAt)
    await seal(deps, at.communityId)
    deps.world.settle()
    const file = { ...at, system: 'kingdee' as const, form: 'xlsx' as const }
    await expect(exportVouchers(accountant, file)).rejects.toMatchObject({ code: 'finance.month_open' })
    deps.clock.set('2026-12-02T02:00:00.000Z')
    const settings = await loadSettings(ctx, at.communityId)
    const first = await saveSettings(accountant, { ...settings, firstNumber: 31, maker: '王会计' })
    await closeWholeMonth(deps, accountant, at)
    expect(await exportVouchers(accountant, file)).toMatchObject({
      vouchers: 2,
      name: '2026-11 凭证.xlsx',
    })
    const made = await vouchersOfMonth(accountant, at)
    expect(made.vouchers.map(({ number }) => number)).toEqual([31, 32])

    const without = first.codes.filter(({ account }) => account !== 'receivable')
    const second = await saveSettings(accountant, { ...first, firstNumber: 900, codes: without })
    await expect(exportVouchers(accountant, file)).rejects.toMatchObject({ code: 'finance.no_codes' })
    await saveSettings(accountant, { ...second, codes: settings.codes })
    const again = await vouchersOfMonth(accountant, at)
    expect(again.vouchers).toEqual(made.vouchers)
    const { url } = await exportVouchers(accountant, { ...file, system: 'yonyou', form: 'csv' })
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(new TextDecoder('gb18030').decode(bytes)).toContain('2026-11-30,记,0031,0,11月出账,1122,617.55,0.00')

    const { accounts = {} } =
      (await ctx.db.get(ledgerKey(at.communityId), z.object({ accounts: z.record(z.string(), z.number()) }))) ?? {}
    const lines = made.vouchers.flatMap(voucher => voucher.lines)
    const net = (code: string) =>
      sumFen(lines.filter(line => line.code === code).map(({ debitFen, creditFen }) => debitFen - creditFen))
    expect([net('1122'), net('1001'), net('6001')]).toEqual([
      accounts.receivable,
      accounts.channel_cash,
      accounts.revenue,
    ])
  })

  it('of a community under 酬金制 hold the fees; a month that is closed keeps its regime', async () => {
    const { accountant, cashier, at, dayAt, ctx } = await november()
    await closeDayRight(cashier, dayAt)
    await seal(deps, at.communityId)
    deps.clock.set('2026-12-02T02:00:00.000Z')
    const settings = await saveSettings(accountant, { ...(await loadSettings(ctx, at.communityId)), regime: 'held' })
    await closeWholeMonth(deps, accountant, at)
    await saveSettings(accountant, { ...settings, regime: 'lump_sum' })
    const { vouchers } = await vouchersOfMonth(accountant, at)
    const codes = vouchers.flatMap(({ lines }) => lines.map(({ code }) => code))
    expect([codes.includes('2241.03'), codes.includes('6001')]).toEqual([true, false])
    await expect(saveSettings(accountant, settings)).rejects.toMatchObject({ code: 'record.changed' })
  })
})
