import { readBankFile } from '@linli/shared/payments/bank-file'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type TestDeps, testDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { accountOf, bankDesk, format, mandate } from '../../test/bank'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeHeldBill } from '../../test/payments'
import { killedAt } from '../../test/processes'
import { voidBill } from '../billing/void-bill'
import type { Context } from '../context'
import { bankFile, closeBankBatch, discardBankBatch, sendBankBatch } from './bank-batches'
import { getBankBatch, listBankProblems, resolveBankProblem } from './bank-results'
import { debitFile } from './bank-store'
import { closeOrder } from './close-order'
import { collect } from './collect'
import { deskRoom } from './desk-room'
import { endMandate, listMandates } from './mandates'
import { saveMandates } from './save-mandates'
import { seal } from './seal'
import { ledgerKey } from './store'
import { workBankBatch } from './work-bank-batch'

let deps: TestDeps
let place: Place
let ctx: Context
let at: { communityId: string }

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  ctx = cashierAt(place, 'accountant')
  at = { communityId: place.communityId }
})

const { households, planned, sent, linesOf, uploaded, answered, now } = bankDesk(() => ({ deps, place, ctx }))
const Head = z.object({ accounts: z.record(z.string(), z.number()) })
async function balances() {
  deps.world.settle()
  await seal(deps, at.communityId)
  return (await ctx.db.get(ledgerKey(at.communityId), Head))?.accounts ?? {}
}

describe('mandates', () => {
  it('are kept with the account sealed, replaced, ended with a reason, and refused row by row', async () => {
    const room = await makeRoom(place, { code: '9-1-101', ownerName: '王建国', phone: '13800099901' })
    const row = mandate('9号楼1单元101', accountOf(1))
    expect(await saveMandates(ctx, { ...at, rows: [row, row, { ...row, roomCode: '9-1-999' }] })).toEqual({
      saved: 1,
      unchanged: 0,
      refused: [
        { row: 2, message: '这个房屋前面已经有一行' },
        { row: 3, message: '没有 9-1-999 这间房屋，也没有这个名称的未缴账单' },
      ],
    })
    expect((await saveMandates(ctx, { ...at, rows: [row] })).unchanged).toBe(1)
    await saveMandates(ctx, { ...at, rows: [mandate('9-1-101', accountOf(2))] })
    await endMandate(ctx, { ...at, roomId: room.roomId, reason: '住户要求' })
    deps.world.settle()
    const { items } = await listMandates(ctx, { ...at, prefix: '9', limit: 50 })
    expect(
      items
        .map(({ accountMasked, ended }) => [accountMasked, ended?.reason])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ).toEqual([
      ['6222 **** 0001', '换了新的协议'],
      ['6222 **** 0002', '住户要求'],
    ])
    expect(JSON.stringify(items)).not.toContain(accountOf(2))
  })
})

const inMonth = (month: string) => ({ period: { from: `${month}-01`, to: `${month}-28` } })

describe('a batch', () => {
  it('debits who holds what is of no room, by their name; two of one name are kept apart', async () => {
    const own = await makeCommunity(deps)
    const accountant = cashierAt(own, 'accountant')
    const desk = bankDesk(() => ({ deps, place: own, ctx: accountant }))
    const [one, first, second] = [deps.newId(), deps.newId(), deps.newId()]
    const bill = await makeHeldBill(own, one, '赵云')
    for (const month of ['2026-08', '2026-09'])
      for (const id of [first, second]) await makeHeldBill(own, id, '王芳', inMonth(month))
    deps.world.settle()
    const rows = [mandate('赵云', accountOf(1)), mandate('王芳', accountOf(2)), mandate('李四', accountOf(3))]
    expect(await saveMandates(accountant, { communityId: own.communityId, rows })).toEqual({
      saved: 1,
      unchanged: 0,
      refused: [
        { row: 2, message: '有几位都叫 王芳，请先在账单里把名称改得不一样' },
        { row: 3, message: '没有 李四 这间房屋，也没有这个名称的未缴账单' },
      ],
    })
    const batch = await desk.sent()
    expect(batch.tally).toMatchObject({ sent: { count: 1, amountFen: 20_585 }, no_mandate: { count: 2 } })
    expect((await desk.linesOf(batch.batchId)).map(({ roomCode, bills }) => [roomCode, bills])).toEqual([
      ['王芳', 2],
      ['王芳', 2],
      ['赵云', 1],
    ])
    const [line] = (await desk.linesOf(batch.batchId)).filter(({ state }) => state === 'sent')
    await desk.answered(batch, [{ line: line?.line ?? 0, account: accountOf(1), amountFen: 20_585, code: '0000' }])
    expect(await desk.now([bill])).toEqual([['paid', false]])
  })

  it('debits who has a mandate, posts what the bank took, frees what it did not, and tells a person the rest', async () => {
    const bills = await households('1', 5, [4])
    const batch = await sent('1')
    expect(batch.tally).toMatchObject({
      sent: { count: 4, amountFen: 4 * 20_585 },
      no_mandate: { count: 1, amountFen: 20_585 },
      planned: { count: 0, amountFen: 0 },
    })
    expect(await now(bills)).toEqual([1, 2, 3, 4, 5].map(n => ['published', n !== 4]))
    const file = iconv.decode(Buffer.from(await ctx.files.get(debitFile(at.communityId, batch.batchId, 'txt'))), 'gbk')
    const read = readBankFile(format, format.debit, file)
    expect(read.ok && read.header).toMatchObject({ batchNumber: batch.number, count: '4', totalFen: '82340' })
    expect(read.ok && read.lines.map(({ values }) => [values.line, values.account])).toEqual(
      [1, 2, 3, 5].map(n => [String(n), accountOf(n)]),
    )
    expect((await bankFile(ctx, { ...at, batchId: batch.batchId })).url).toContain('http')

    const said = [
      { line: 1, account: accountOf(1), amountFen: 20_585, code: '0000' },
      { line: 2, account: accountOf(2), amountFen: 20_585, code: '1001' },
      { line: 3, account: accountOf(3), amountFen: 20_500, code: '0000' },
      { line: 77, account: accountOf(7), amountFen: 20_585, code: '0000' },
      { line: 5, account: accountOf(1), amountFen: 20_585, code: '0000' },
    ]
    const first = await answered(batch, said)
    expect(first.result).toMatchObject({ state: 'done', counts: { paid: 1, failed: 1, repeated: 0, problems: 3 } })
    expect(await now(bills)).toEqual([
      ['paid', false],
      ['published', false],
      ['published', true],
      ['published', false],
      ['published', true],
    ])
    const { items } = await listBankProblems(ctx, { ...at, batchId: batch.batchId, limit: 50 })
    expect(items.map(({ kind, row }) => [kind, row])).toEqual([
      ['amount', 4],
      ['unknown_line', 5],
      ['account', 6],
    ])
    const before = await balances()
    // The same file again, and another one that says some of it once more: nothing is posted twice.
    expect((await answered(batch, said)).result).toEqual(first.result)
    const again = await answered(batch, said.slice(0, 2))
    expect(again.result?.counts).toEqual({ paid: 0, failed: 0, repeated: 2, problems: 0 })
    expect(await balances()).toEqual(before)
    expect(again.batch.tally.failed).toEqual({ count: 1, amountFen: 20_585 })
    expect(again.batch.openProblems).toBe(3)
    const problem = { ...at, batchId: batch.batchId, problemId: items[0]?.problemId ?? '' }
    await resolveBankProblem(ctx, { ...problem, reason: '已电话核实，银行重发' })
    await expect(resolveBankProblem(ctx, { ...problem, reason: '再写一次' })).rejects.toMatchObject({
      code: 'record.changed',
    })
    const other = await answered(
      batch,
      [{ line: 3, account: accountOf(3), amountFen: 20_585, code: '0000' }],
      'B20260101AAAAAAAA',
    )
    expect(other.result).toMatchObject({ state: 'refused', problem: expect.stringContaining('B20260101AAAAAAAA') })
  })

  it('that failed is tried again in the next one, its tries counted; what is left at the end is free again', async () => {
    const bills = await households('2', 2)
    const batch = await sent('2')
    await answered(batch, [{ line: 1, account: accountOf(1), amountFen: 20_585, code: '1001' }])
    const retry = await sent('2', { retryOf: batch.batchId })
    expect(await linesOf(retry.batchId)).toMatchObject([{ roomCode: '2-1-101', state: 'sent', tries: 2 }])
    await closeBankBatch(ctx, { ...at, batchId: batch.batchId, reason: '银行不再回盘' })
    await workBankBatch(deps, at.communityId, batch.batchId)
    expect(await now(bills)).toEqual([
      ['published', true],
      ['published', false],
    ])
    const paid = await answered(retry, [{ line: 1, account: accountOf(1), amountFen: 20_585, code: '0000' }])
    expect(paid.batch).toMatchObject({ state: 'closed', tally: { paid: { count: 1 } } })
    deps.world.settle()
    const { items } = await listMandates(ctx, { ...at, prefix: '2', limit: 50 })
    expect(items.map(({ failures }) => failures)).toEqual([0, 1])
    // The bank was late: it had debited the other one after all.
    await answered(batch, [{ line: 2, account: accountOf(2), amountFen: 20_585, code: '0000' }])
    expect((await now(bills)).map(([state]) => state)).toEqual(['paid', 'paid'])
  })

  it('stops void and online payment; the counter may go on, and what the bank takes too becomes a prepayment', async () => {
    const bills = await households('3', 1)
    const [bill] = bills
    const roomId = bill?.object.id ?? ''
    const batch = await sent('3')
    const [line] = await linesOf(batch.batchId)
    const refused = { code: 'payments.at_bank' }
    await expect(closeOrder(ctx, line?.orderId ?? '')).rejects.toMatchObject(refused)
    await expect(
      voidBill(ctx, { ...at, roomId, billId: bill?.billId ?? '', reason: '面积有误', reissue: false }),
    ).rejects.toMatchObject(refused)
    await expect(payAtDesk(ctx, place, bills)).rejects.toMatchObject(refused)
    const asked = [{ roomId, billId: bill?.billId ?? '', dueFen: 20_585, amountFen: 20_585 }]
    await collect(ctx, { ...at, bills: asked, channel: 'cash', paidBy: '李小红', despiteBank: true })
    await answered(batch, [{ line: 1, account: accountOf(1), amountFen: 20_585, code: '0000' }])
    deps.world.settle()
    expect((await deskRoom(ctx, { ...at, roomId })).lots).toMatchObject([
      { channel: 'bank_batch', leftFen: 20_585, reason: 'desk' },
    ])
    const sums = await balances()
    expect(Object.values(sums).reduce((sum, fen) => sum + fen, 0)).toBe(0)
    expect(sums.prepayment).toBe(-20_585)
  })

  it('is confirmed as it was seen and on its own day, or given up', async () => {
    await households('4', 1)
    const { batchId, tally } = await planned('4')
    const as = { ...at, batchId }
    await expect(sendBankBatch(ctx, { ...as, ...tally.planned, amountFen: 1 })).rejects.toMatchObject({
      code: 'record.changed',
    })
    deps.clock.advance(86_400_000)
    await expect(sendBankBatch(ctx, { ...as, ...tally.planned })).rejects.toMatchObject({
      code: 'payments.bank_batch_stale',
    })
    deps.clock.advance(-86_400_000)
    await discardBankBatch(ctx, { ...as, reason: '选错楼栋' })
    await expect(sendBankBatch(ctx, { ...as, ...tally.planned })).rejects.toMatchObject({
      code: 'payments.bank_batch_moved',
    })
  })

  it.each(['before', 'after'] as const)(
    'killed %s any write of sending or reading, and begun again, comes to the same',
    async when => {
      const building = when === 'before' ? '5' : '6'
      const bills = await households(building, 2)
      const batch = await planned(building)
      const one = { ...at, batchId: batch.batchId }
      /** Dies at its first write, its second …, and each time goes on where it was. */
      const goesOn = async () => {
        for (let write = 1; write < 30; write++) {
          const { reached } = await killedAt(deps, { write, when }, () =>
            workBankBatch(deps, at.communityId, batch.batchId),
          )
          if (!reached) return
        }
        throw new Error('it never ended')
      }
      await sendBankBatch(ctx, { ...one, ...batch.tally.planned })
      await goesOn()
      const lines = await linesOf(batch.batchId)
      expect(lines.map(({ state }) => state)).toEqual(['sent', 'sent'])
      expect(await now(bills)).toEqual(bills.map(() => ['published', true]))
      const before = await balances()
      const said = [1, 2].map(line => ({
        line,
        account: accountOf(line),
        amountFen: 20_585,
        code: line === 1 ? '0000' : '1002',
      }))
      await uploaded(batch, said)
      await goesOn()
      expect(await now(bills)).toEqual([
        ['paid', false],
        ['published', false],
      ])
      const after = await balances()
      expect((after.channel_cash ?? 0) - (before.channel_cash ?? 0)).toBe(20_585)
      expect((await getBankBatch(ctx, one)).batch).toMatchObject({
        state: 'closed',
        tally: { sent: { count: 0 }, paid: { count: 1, amountFen: 20_585 }, failed: { count: 1, amountFen: 20_585 } },
      })
    },
  )
})
