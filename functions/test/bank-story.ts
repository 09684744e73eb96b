import { bankApi } from '@linli/shared/payments/bank-api'
import type { Context } from '../src/context'
import { getBankBatch, listBankProblems } from '../src/payments/bank-results'
import { resultFile } from '../src/payments/bank-store'
import { workBankBatch } from '../src/payments/work-bank-batch'
import { loadRoom } from '../src/communities/rooms'
import type { Place } from './make'
import { makeBill } from './payments'
import type { Act } from './records'

/** A mandate, a batch that is given up, one that is sent and answered with a line nobody knows, and its end. */
export async function bankStory(desk: Act, place: Place, ctx: Context, roomId: string): Promise<void> {
  const at = { communityId: place.communityId }
  const room = await loadRoom(ctx, at.communityId, roomId)
  const account = { bank: '建设银行', accountName: '李小红', account: '6222020200112233', agreementNumber: 'XY01' }
  await desk(bankApi.saveMandates, { ...at, rows: [{ roomCode: room.code, ...account, from: '2026-01-01' }] })
  await makeBill(place, room)
  const what = {
    ...at,
    formatId: 'csv-totals',
    entityId: place.community.entities[0]?.entityId ?? '',
    filter: { dueUntil: '2026-12-31' },
  }
  const wrong = await desk(bankApi.createBankBatch, what)
  await workBankBatch(place.deps, at.communityId, wrong.batchId)
  await desk(bankApi.discardBankBatch, { ...at, batchId: wrong.batchId, reason: '选错日期' })
  const { batchId, number } = await desk(bankApi.createBankBatch, { ...what, filter: { dueUntil: '2026-12-30' } })
  const one = { ...at, batchId }
  await workBankBatch(place.deps, at.communityId, batchId)
  const { batch } = await getBankBatch(ctx, one)
  await desk(bankApi.sendBankBatch, { ...one, ...batch.tally.planned })
  await workBankBatch(place.deps, at.communityId, batchId)
  await desk(bankApi.bankFile, one)
  const text = `RESULT,${number},2026-11-22\r\n9999,622,1.00,S,2026-11-22,\r\nTOTAL,1,1.00\r\n`
  const file = { fileName: '回盘.csv', size: text.length, sha256: '0'.repeat(64) }
  const { result } = await desk(bankApi.startBankResult, { ...one, ...file })
  await ctx.files.put(resultFile(at.communityId, result.resultId), Buffer.from(text), 'text/csv')
  await desk(bankApi.readBankResult, { ...one, resultId: result.resultId })
  await workBankBatch(place.deps, at.communityId, batchId)
  const { items } = await listBankProblems(ctx, { ...one, limit: 1 })
  await desk(bankApi.resolveBankProblem, { ...one, problemId: items[0]?.problemId ?? '', reason: '银行的测试行' })
  await desk(bankApi.closeBankBatch, { ...one, reason: '不再回盘' })
  await workBankBatch(place.deps, at.communityId, batchId)
  await desk(bankApi.endMandate, { ...at, roomId, reason: '住户要求' })
}
