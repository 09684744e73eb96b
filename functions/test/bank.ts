import type { Bill } from '@linli/shared/billing/schema'
import { writeBankFile } from '@linli/shared/payments/bank-file'
import type { BankFormat } from '@linli/shared/payments/bank-format'
import { bankFormat } from '@linli/shared/payments/bank-formats'
import iconv from 'iconv-lite'
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { loadBills } from '../src/billing/load-bills'
import type { Context } from '../src/context'
import { createBankBatch, sendBankBatch } from '../src/payments/bank-batches'
import { getBankBatch, readBankResult, startBankResult } from '../src/payments/bank-results'
import { linesKey, loadBatch, resultFile, StoredLine } from '../src/payments/bank-store'
import { saveMandates } from '../src/payments/save-mandates'
import { workBankBatch } from '../src/payments/work-bank-batch'
import type { TestDeps } from './context'
import { makeRoom, type Place } from './make'
import { makeBill } from './payments'

function sample(formatId: string): BankFormat {
  const found = bankFormat(formatId)
  if (!found) throw new Error('a sample is gone')
  return found
}
export const format = sample('fixed-gbk')

export const mandate = (roomCode: string, account: string) => ({
  roomCode,
  bank: '建设银行滨江支行',
  accountName: '李小红',
  account,
  agreementNumber: `XY${account.slice(-4)}`,
  from: '2026-01-01',
})
export const accountOf = (n: number) => `622202020011223${String(n).padStart(4, '0')}`

type Said = { line: number; account: string; amountFen: number; code: string }
type World = { deps: TestDeps; place: Place; ctx: Context }

/** An accountant at a community's debits, and the bank that answers; `world` is there once the tests run. */
export function bankDesk(world: () => World) {
  const deps = () => world().deps
  const place = () => world().place
  const ctx = () => world().ctx
  const at = () => ({ communityId: place().communityId })
  /** Households with a bill each; those with an account have a mandate. */
  async function households(building: string, count: number, without: number[] = []) {
    const bills: Bill[] = []
    for (let n = 1; n <= count; n++) {
      const room = await makeRoom(place(), {
        code: `${building}-1-${n}01`,
        ownerName: `业主${building}${n}`,
        phone: `1380005${building}0${10 + n}`,
      })
      bills.push(await makeBill(place(), room))
    }
    const rows = bills.flatMap(({ object }, i) =>
      without.includes(i + 1) ? [] : [mandate(object.code, accountOf(i + 1))],
    )
    expect(await saveMandates(ctx(), { ...at(), rows })).toEqual({ saved: rows.length, unchanged: 0, refused: [] })
    deps().world.settle()
    return bills
  }

  const entityId = () => place().community.entities[0]?.entityId ?? ''
  async function planned(building: string | undefined, more: { retryOf?: string } = {}) {
    const filter = { dueUntil: '2026-11-30', ...(building && { building }), ...more }
    const { batchId } = await createBankBatch(ctx(), { ...at(), formatId: 'fixed-gbk', entityId: entityId(), filter })
    await workBankBatch(deps(), at().communityId, batchId)
    return (await getBankBatch(ctx(), { ...at(), batchId })).batch
  }
  async function sent(building?: string, more: { retryOf?: string } = {}) {
    const { batchId, tally } = await planned(building, more)
    await sendBankBatch(ctx(), { ...at(), batchId, ...tally.planned })
    await workBankBatch(deps(), at().communityId, batchId)
    return (await getBankBatch(ctx(), { ...at(), batchId })).batch
  }
  const linesOf = async (batchId: string) =>
    (
      await ctx().db.query({
        pk: linesKey(await loadBatch(ctx(), at().communityId, batchId)),
        schema: StoredLine,
        limit: 100,
      })
    ).items

  /** The bank's answer as a file, up for a worker; and read by one. */
  async function uploaded(batch: { batchId: string; number: string }, lines: Said[], header = batch.number) {
    const values = lines.map(line => ({
      account: line.account,
      code: line.code,
      line: String(line.line),
      amountFen: String(line.amountFen),
      paidOn: '2026-11-22',
    }))
    const text = writeBankFile(format, format.result, {
      header: { batchNumber: header, date: '2026-11-22' },
      lines: values,
    })
    const bytes = iconv.encode(text, 'gbk')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const one = { ...at(), batchId: batch.batchId }
    const { result } = await startBankResult(ctx(), { ...one, fileName: '回盘.txt', size: bytes.length, sha256 })
    await ctx().files.put(resultFile(at().communityId, result.resultId), bytes, 'application/octet-stream')
    await readBankResult(ctx(), { ...one, resultId: result.resultId })
    return result
  }
  async function answered(batch: { batchId: string; number: string }, lines: Said[], header = batch.number) {
    const one = { ...at(), batchId: batch.batchId }
    const result = await uploaded(batch, lines, header)
    await workBankBatch(deps(), at().communityId, batch.batchId)
    const now = await getBankBatch(ctx(), one)
    return { batch: now.batch, result: now.results.find(({ resultId }) => resultId === result.resultId) }
  }
  const now = async (bills: Bill[]) =>
    (
      await loadBills(
        ctx(),
        at().communityId,
        bills.map(({ billId, object }) => ({ roomId: object.id, billId })),
      )
    ).map(bill => [bill?.state, bill?.payingOrderId !== undefined])
  return { households, planned, sent, linesOf, uploaded, answered, now }
}
