import { readBankFile } from '@linli/shared/payments/bank-file'
import type { BankFormat, BankValues } from '@linli/shared/payments/bank-format'
import { bankFormat, outcomeOf } from '@linli/shared/payments/bank-formats'
import type { BankProblem, BankProblemKind } from '@linli/shared/payments/bank-schema'
import iconv from 'iconv-lite'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { failBankLine, payBankLine } from './bank-outcome'
import { heldWrite, workAudit } from './bank-lease'
import {
  lineKey,
  openProblemsKey,
  problemKey,
  resultFile,
  resultKey,
  type StoredBatch,
  StoredLine,
  type StoredResult,
} from './bank-store'
import { bankWords } from './bank-words'
import { accountOf } from './write-debit-file'

const atOnce = 100
type Count = StoredResult['counts']
type Row = { row: number; values: BankValues }

/**
 * Gives each line of a result file its outcome. Whatever broke off is begun again from the top: what a line says already
 * is only counted as repeated, so that the same file twice, or two files with the same line, change nothing.
 */
export async function applyBankResult(ctx: Context, batch: StoredBatch, result: StoredResult): Promise<void> {
  const format = bankFormat(batch.formatId)
  const bytes = await ctx.files.get(resultFile(batch.communityId, result.resultId))
  const text = format && decoded(format, bytes)
  const read = format && text !== undefined ? readBankFile(format, format.result, text) : undefined
  if (!format || !read) return endResult(ctx, batch, result, { problem: bankWords.headers.unreadable })
  if (!read.ok) return endResult(ctx, batch, result, { problem: bankWords.headers[read.reason] })
  const { batchNumber = '' } = read.header
  if (batchNumber !== batch.number)
    return endResult(ctx, batch, result, { problem: bankWords.headers.otherBatch(batchNumber) })
  const counts: Count = { paid: 0, failed: 0, repeated: 0, problems: 0 }
  const tell = async (row: number, kind: BankProblemKind, more: Partial<BankProblem> = {}) => {
    await keepProblem(ctx, batch, result, { row, kind, ...more })
    counts.problems += 1
  }
  for (const row of read.unread) await tell(row, 'unread')
  for (let at = 0; at < read.lines.length; at += atOnce) {
    const rows = read.lines.slice(at, at + atOnce)
    const lines = await ctx.db.getMany(
      rows.map(({ values }) => lineKey(batch, Number(values.line))),
      StoredLine,
    )
    for (const [i, row] of rows.entries()) {
      const outcome = await applyLine(ctx, batch, format, row, lines[i])
      if (typeof outcome === 'string') counts[outcome] += 1
      else await tell(row.row, outcome.kind, outcome)
    }
  }
  await endResult(ctx, batch, result, { counts })
}

type Problem = Partial<BankProblem> & { kind: BankProblemKind }

async function applyLine(
  ctx: Context,
  batch: StoredBatch,
  format: BankFormat,
  { values }: Row,
  line: StoredLine | undefined,
): Promise<'paid' | 'failed' | 'repeated' | Problem> {
  const { code = '', account, amountFen } = values
  const said = { line: Number(values.line), saidFen: Number(amountFen), code }
  if (!line?.orderId) return { kind: 'unknown_line', ...said }
  const known = { ...said, roomCode: line.roomCode, sentFen: line.amountFen }
  if (said.saidFen !== line.amountFen) return { kind: 'amount', ...known }
  if (account !== accountOf(ctx, line)) return { kind: 'account', ...known }
  const outcome = outcomeOf(format, code)
  if (!outcome) return { kind: 'code', ...known }
  if (outcome.outcome === 'paid') {
    if (line.state === 'paid') return 'repeated'
    await payBankLine(ctx, batch, line, { code, ...(values.paidOn && { paidOn: values.paidOn }) })
    return 'paid'
  }
  if (line.state === 'paid') return { kind: 'contradiction', ...known }
  if (line.state === 'failed' && line.code === code) return 'repeated'
  await failBankLine(ctx, batch, line, { code, reason: outcome.reason })
  return 'failed'
}

/** Text that is not of the format's encoding is refused, not guessed. */
function decoded({ encoding }: BankFormat, bytes: Uint8Array): string | undefined {
  const text = iconv.decode(Buffer.from(bytes), encoding === 'gbk' ? 'gb18030' : 'utf-8')
  return text.includes('\ufffd') ? undefined : text
}

/** Once, by file and row: a worker that goes on after another finds it kept. */
async function keepProblem(
  ctx: Context,
  batch: StoredBatch,
  { resultId, fileName }: StoredResult,
  problem: Problem & { row: number },
): Promise<void> {
  const problemId = `${resultId}-${String(problem.row).padStart(6, '0')}`
  const audit = workAudit(ctx, batch, `第 ${problem.row} 行要人看：${problem.kind}`)
  const put = {
    ...problemKey(batch.communityId, batch.batchId, problemId),
    ...problem,
    problemId,
    fileName,
    gs2pk: openProblemsKey(batch.communityId),
    gs2sk: `${ctx.now()}#${problemId}`,
  }
  try {
    await ctx.db.transact(
      [{ put, ifAbsent: true }, heldWrite(ctx, batch, { add: { openProblems: 1 } }), audit],
      audit.put,
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed) || error.failed.includes(1)) throw error
  }
}

/** With its counts, or why nothing of it was read. */
async function endResult(
  ctx: Context,
  batch: StoredBatch,
  { resultId }: StoredResult,
  end: { counts: Count } | { problem: string },
): Promise<void> {
  const set = 'problem' in end ? { state: 'refused', ...end } : { state: 'done', ...end }
  const audit = workAudit(ctx, batch, 'problem' in end ? end.problem : '回盘文件读完')
  const update = { key: resultKey(batch.communityId, batch.batchId, resultId), set }
  await ctx.db.transact([{ update, if: { state: 'reading' } }, heldWrite(ctx, batch), audit], audit.put)
}
