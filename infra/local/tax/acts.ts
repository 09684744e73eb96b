import { splitTax } from '@linli/shared/invoices/rules'
import { parseYuan } from '@linli/shared/money'
import * as z from 'zod'
import { type Book, type Issued, nextNumber, type Red, Request } from './book'
import type { TaxFaults } from './faults'

export type Platform = { book: Book; faults: TaxFaults; nowMs: () => number }

const confirmMs = 60_000
/** 红字信息确认单 lapses where the other side says nothing for 72 hours (税务总局公告 2024 年第 11 号). */
const lapseMs = 72 * 3600_000

const reasonOf = (fault: { reason?: string | undefined } | undefined) => fault && (fault.reason ?? '平台不受理')
const at = (ms: number) => new Date(ms).toISOString()

/** The same number asked again is the same invoice; one that was refused may be asked for anew. */
export function issue({ book, faults, nowMs }: Platform, body: string) {
  const request = Request.parse(JSON.parse(body))
  const known = book.invoices[request.requestNumber]
  if (known && known.reason === undefined) return stateOf(known, nowMs())
  const refusal = reasonOf(faults.take('refuse')) ?? wrongSums(request)
  const readyAt = nowMs() + (faults.take('slow')?.ms ?? 0)
  const number = refusal === undefined ? nextNumber(book, nowMs()) : ''
  const made: Issued = { ...request, number, readyAt, ...(refusal !== undefined && { reason: refusal }) }
  book.invoices[request.requestNumber] = made
  return stateOf(made, nowMs())
}

export function stateOf({ number, readyAt, reason }: Issued, nowMs: number) {
  if (reason !== undefined) return { state: 'refused', reason }
  return nowMs < readyAt ? { state: 'processing' } : { state: 'issued', number, issuedAt: at(readyAt) }
}

/** A real platform computes everything again, and refuses what is a fen off. */
function wrongSums({ items, amount, tax, total }: Request): string | undefined {
  const fen = (yuan: string) => parseYuan(yuan) ?? Number.NaN
  for (const item of items) {
    const rateBp = Number(item.taxRate.replace('.', '').padEnd(5, '0'))
    const { netFen, taxFen } = splitTax(fen(item.total), rateBp)
    if (netFen !== fen(item.amount) || taxFen !== fen(item.tax)) return `${item.name}：金额和税额不对`
  }
  const sum = (of: 'amount' | 'tax' | 'total') => items.reduce((all, item) => all + fen(item[of]), 0)
  return sum('amount') === fen(amount) && sum('tax') === fen(tax) && sum('total') === fen(total)
    ? undefined
    : '合计和明细不符'
}

const RedRequest = z.object({ redNumber: z.string(), requestNumber: z.string(), reason: z.string().min(1) })

/** A person has nothing to confirm; a company's buyer does, a minute later, unless a fault says otherwise. */
export function requestRed(platform: Platform, body: string) {
  const { book, faults, nowMs } = platform
  const { redNumber, requestNumber } = RedRequest.parse(JSON.parse(body))
  const invoice = book.invoices[requestNumber]
  const known = book.reds[redNumber]
  if (known) return redState(platform, known)
  const isBusy = Object.values(book.reds).some(
    red => red.requestNumber === requestNumber && ['pending', 'reversed'].includes(redState(platform, red).state),
  )
  const refusal =
    reasonOf(faults.take('refuse-red')) ?? (invoice?.number && !isBusy ? undefined : '没有这张发票，或者已经在红冲')
  const waitMs = invoice?.buyer.kind === 'company' ? confirmMs : 0
  const red: Red = {
    redNumber,
    requestNumber,
    requestedAt: nowMs(),
    confirmAt: faults.take('hold-red') ? null : nowMs() + waitMs,
    number: refusal === undefined ? nextNumber(book, nowMs()) : '',
    ...(refusal !== undefined && { reason: refusal }),
  }
  book.reds[redNumber] = red
  return redState(platform, red)
}

export function redState({ nowMs }: Platform, { requestedAt, confirmAt, number, reason }: Red) {
  if (reason !== undefined) return { state: 'refused', reason }
  if (confirmAt !== null && confirmAt <= nowMs()) return { state: 'reversed', number, issuedAt: at(confirmAt) }
  return { state: nowMs() >= requestedAt + lapseMs ? 'lapsed' : 'pending' }
}
