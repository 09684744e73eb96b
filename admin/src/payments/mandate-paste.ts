import { MandateRow } from '@linli/shared/payments/bank-api'
import type * as z from 'zod'

export type PastedRow = z.input<typeof MandateRow>
/** Rows as they will be sent, each with its number in the text; and the numbers of those that are none. */
export type Pasted = { rows: { row: number; value: PastedRow }[]; bad: number[] }

/**
 * Rows copied out of a spreadsheet (tabs) or of a .csv (commas): room, name, bank, account, agreement, from, to. A line
 * of heads is passed over.
 */
export function pastedRows(text: string): Pasted {
  const pasted: Pasted = { rows: [], bad: [] }
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const cells = (line.includes('\t') ? line.split('\t') : line.split(/[,，]/)).map(cell => unquoted(cell.trim()))
    if (cells.some(cell => cell === '账号' || cell === '协议号')) continue
    const [roomCode = '', accountName = '', bank = '', account = '', agreementNumber = '', from = '', to = ''] = cells
    const value = { roomCode, accountName, bank, account, agreementNumber, from: day(from), ...(to && { to: day(to) }) }
    if (MandateRow.safeParse(value).success) pasted.rows.push({ row: i + 1, value })
    else pasted.bad.push(i + 1)
  }
  return pasted
}

/** A spreadsheet keeps long numbers as text by a leading apostrophe, a .csv by quotes. */
const unquoted = (cell: string) => cell.replace(/^["']|["']$/g, '')

/** 2026/1/5, 2026.1.5 and 2026年1月5日 are the fifth of January. */
function day(text: string): string {
  const [, year, month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : text
}
