import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { reasonText } from '../plain-text'
import { BusinessDate } from '../time'
import { BankBatch, BankFilter, BankLine, BankLineState, BankProblem, BankResult, Mandate } from './bank-schema'

const place = { communityId: CommunityId }
const batch = { ...place, batchId: Id }
const reader = { kind: 'office', permission: 'payments:read' } as const
const cashier = { kind: 'office', permission: 'payments:collect' } as const
const accountant = { kind: 'office', permission: 'payments:reconcile' } as const
const reason = reasonText()

/** A mandate as it is typed, or stands in a row of a sheet. */
export const MandateRow = z.strictObject({
  roomCode: z.string().trim().min(1, '请填写房号').max(40),
  bank: z.string().trim().min(2, '请填写开户行').max(60),
  accountName: z.string().trim().min(1, '请填写户名').max(60),
  account: z
    .string()
    .transform(text => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^[0-9]{8,32}$/, '账号应是 8 到 32 位数字')),
  agreementNumber: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{2,30}$/, '协议号应是 2 到 30 位字母或数字'),
  from: BusinessDate,
  to: BusinessDate.optional(),
})
export type MandateRow = z.infer<typeof MandateRow>

/** Bytes of the largest result file. */
export const largestResult = 5_000_000

/** 银行代扣 */
export const bankApi = {
  /** By room code; `prefix` is a building `3`, a unit `3-2` or the beginning of a room's code. Ended ones come along. */
  listMandates: endpoint({
    id: 'payments.listMandates',
    method: 'GET',
    path: '/v1/c/:communityId/mandates',
    summary: '代扣协议，按房号',
    access: reader,
    input: { ...place, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(Mandate),
  }),
  /**
   * One or many. A row that cannot be kept is answered with its sentence; the others are kept. The room's live mandate is
   * ended the day before; the same mandate again changes nothing.
   */
  saveMandates: endpoint({
    id: 'payments.saveMandates',
    method: 'POST',
    path: '/v1/c/:communityId/mandates',
    summary: '登记代扣协议，一条或一批',
    access: cashier,
    input: { ...place, rows: z.array(MandateRow).min(1).max(100, '一次最多 100 行') },
    output: z.object({
      saved: z.number().int(),
      unchanged: z.number().int(),
      refused: z.array(z.object({ row: z.number().int(), message: z.string() })),
    }),
  }),
  endMandate: endpoint({
    id: 'payments.endMandate',
    method: 'POST',
    path: '/v1/c/:communityId/mandates/:roomId/end',
    summary: '终止代扣协议',
    access: cashier,
    input: { ...place, roomId: Id, reason },
    output: Mandate,
  }),
  listBankBatches: endpoint({
    id: 'payments.listBankBatches',
    method: 'GET',
    path: '/v1/c/:communityId/bank-batches',
    summary: '代扣批次，新的在前',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(BankBatch),
  }),
  getBankBatch: endpoint({
    id: 'payments.getBankBatch',
    method: 'GET',
    path: '/v1/c/:communityId/bank-batches/:batchId',
    summary: '一个代扣批次和它的回盘文件',
    access: reader,
    input: batch,
    output: z.object({ batch: BankBatch, results: z.array(BankResult) }),
  }),
  listBankLines: endpoint({
    id: 'payments.listBankLines',
    method: 'GET',
    path: '/v1/c/:communityId/bank-batches/:batchId/lines',
    summary: '代扣批次的明细',
    access: reader,
    input: { ...batch, state: BankLineState.optional(), ...pageInput },
    output: page(BankLine),
  }),
  listBankProblems: endpoint({
    id: 'payments.listBankProblems',
    method: 'GET',
    path: '/v1/c/:communityId/bank-batches/:batchId/problems',
    summary: '回盘文件里要人看的行',
    access: reader,
    input: { ...batch, ...pageInput },
    output: page(BankProblem),
  }),
  createBankBatch: endpoint({
    id: 'payments.createBankBatch',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches',
    summary: '选账单：计算一个代扣批次',
    access: accountant,
    input: { ...place, formatId: z.string().max(30), entityId: Id, filter: BankFilter },
    output: BankBatch,
    idempotent: true,
  }),
  /** The counts and sums that were seen. The bills are held from now on, until the bank's answer. */
  sendBankBatch: endpoint({
    id: 'payments.sendBankBatch',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/send',
    summary: '确认批次，生成送盘文件',
    access: accountant,
    input: { ...batch, count: z.number().int().positive(), amountFen: Fen },
    output: BankBatch,
  }),
  discardBankBatch: endpoint({
    id: 'payments.discardBankBatch',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/discard',
    summary: '放弃还没有送盘的批次',
    access: accountant,
    input: { ...batch, reason },
    output: BankBatch,
  }),
  /** `url` is private and expires: the file has whole account numbers in it. */
  bankFile: endpoint({
    id: 'payments.bankFile',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/file',
    summary: '下载送盘文件',
    access: accountant,
    input: batch,
    output: z.object({ url: z.string() }),
  }),
  startBankResult: endpoint({
    id: 'payments.startBankResult',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/results',
    summary: '回盘文件：得到上传地址；同一个文件是同一份',
    access: accountant,
    input: {
      ...batch,
      fileName: z.string().min(1).max(200),
      size: z.number().int().min(1, '这个文件是空的').max(largestResult, '回盘文件超过 5 MB'),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    },
    output: z.object({ result: BankResult, uploadUrl: z.string() }),
  }),
  readBankResult: endpoint({
    id: 'payments.readBankResult',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/results/:resultId/read',
    summary: '读回盘文件，逐行入账',
    access: accountant,
    input: { ...batch, resultId: Id },
    output: BankResult,
  }),
  resolveBankProblem: endpoint({
    id: 'payments.resolveBankProblem',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/problems/:problemId/resolve',
    summary: '写明一行的处理结果',
    access: accountant,
    input: { ...batch, problemId: z.string().max(60), reason },
    output: BankProblem,
  }),
  /** Lines without an answer count as failed, and their bills are free again; what the bank reports later still counts. */
  closeBankBatch: endpoint({
    id: 'payments.closeBankBatch',
    method: 'POST',
    path: '/v1/c/:communityId/bank-batches/:batchId/close',
    summary: '结束批次：没有结果的按失败处理',
    access: accountant,
    input: { ...batch, reason },
    output: BankBatch,
  }),
}
