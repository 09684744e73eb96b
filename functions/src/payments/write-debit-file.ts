import { writeBankFile } from '@linli/shared/payments/bank-file'
import { bankFormat } from '@linli/shared/payments/bank-formats'
import { AppError } from '@linli/shared/errors'
import iconv from 'iconv-lite'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { accountField, debitFile, linesKey, type StoredBatch, StoredLine } from './bank-store'

const mostLines = 200_000

/** The debit file of all lines that hold their bills, from the lines themselves: made again, it is the same. */
export async function writeDebitFile(ctx: Context, batch: StoredBatch): Promise<void> {
  const format = bankFormat(batch.formatId)
  if (!format) throw new AppError('payments.no_bank_format')
  const lines = await queryAll(ctx.db, { pk: linesKey(batch), schema: StoredLine }, mostLines)
  const text = writeBankFile(format, format.debit, {
    header: { batchNumber: batch.number, date: batch.on },
    lines: lines.flatMap(line =>
      line.state === 'sent'
        ? [
            {
              line: String(line.line),
              account: accountOf(ctx, line),
              accountName: line.accountName ?? '',
              agreementNumber: line.agreementNumber ?? '',
              amountFen: String(line.amountFen),
              message: line.roomCode,
            },
          ]
        : [],
    ),
  })
  const key = debitFile(batch.communityId, batch.batchId, format.extension)
  await ctx.files.put(key, iconv.encode(text, format.encoding), 'application/octet-stream')
}

/** The account that a line debits. */
export const accountOf = ({ deps }: Context, { accountSealed = '', mandateId = '' }: StoredLine): string =>
  deps.secrets.open(accountSealed, accountField(mandateId))
