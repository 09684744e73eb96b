import { batchKey, lineItem, mandateItem, problemKey } from '@linli/functions/payments/bank-store'
import { derivedId } from '@linli/functions/secrets'
import { roomOf } from './rooms'

const at = '2026-11-05T02:00:00.000Z'
export const batchIdOf = (communityId: string, n = 0) => derivedId('bank-batch', communityId, n)

/** The mandate of the i-th room, and its line in the first batch. */
export function* debitOf(communityId: string, i: number): Generator<Record<string, unknown>> {
  const { roomId, code } = roomOf(communityId, i)
  const account = { accountName: '李小红', accountMasked: '6222 **** 0001', agreementNumber: `XY${i}` }
  const mandateId = derivedId('mandate', roomId)
  const mandate = { ...account, mandateId, communityId, roomId, roomCode: code, bank: '建设银行', from: '2026-01-01' }
  yield mandateItem({ ...mandate, accountSealed: 'none', failures: 0, createdAt: at })
  const place = { communityId, batchId: batchIdOf(communityId), generation: 1 }
  const line = { line: i + 1, roomId, roomCode: code, ...account, mandateId, accountSealed: 'none' }
  yield lineItem(place, { ...line, state: 'sent', bills: 1, billIds: [derivedId('bill', roomId)], amountFen: 20_585 })
  const problemId = `${derivedId('bank-result', communityId)}-${String(i).padStart(6, '0')}`
  yield { ...problemKey(communityId, place.batchId, problemId), problemId, kind: 'code', fileName: '回盘.txt', row: i }
}

/** Batches, as many as an office makes in some years. */
export const bankBatches = (communityId: string): Record<string, unknown>[] =>
  Array.from({ length: 40 }, (_, n) => {
    const batchId = batchIdOf(communityId, n)
    return {
      ...batchKey(communityId, batchId),
      batchId,
      communityId,
      number: `B20261105${batchId.slice(-8)}`,
      formatId: 'fixed-gbk',
      entityId: derivedId('entity', communityId),
      filter: { dueUntil: '2026-11-30' },
      on: '2026-11-05',
      state: 'sent',
      openProblems: 0,
      generation: 1,
      leaseUntil: 0,
      createdAt: at,
      createdBy: '王经理',
      sentAt: at,
    }
  })
