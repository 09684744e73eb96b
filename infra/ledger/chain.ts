import { createHash } from 'node:crypto'
import type { Posting } from './records'

/** SHA-256 of the JSON array of the previous hash, the posting's own words and its lines (docs/export.md). */
export function hashOf(posting: Posting): string {
  const { previousHash, seq, postingDate, receiptSerial, postingId, communityId, kind } = posting
  const { at, valueDate, sourceId, orderId, lines } = posting
  const words = [previousHash, seq, postingDate, receiptSerial, postingId, communityId, kind, at, valueDate, sourceId]
  const amounts = lines.map(({ account, amountFen, feeItemId, billId, objectId, month, channel, category }) => [
    account,
    amountFen,
    feeItemId,
    billId,
    objectId,
    month,
    channel,
    ...(category ? [category] : []),
  ])
  return createHash('sha256')
    .update(JSON.stringify([...words, orderId, amounts]))
    .digest('hex')
}

/** The journal from its first posting to its last: what is wrong with it first, named by sequence and id. */
export class Chain {
  seq = 0
  hash = ''
  broken: string | undefined
  unbalanced: string | undefined
  gap: string | undefined
  readonly accounts = new Map<string, number>()
  readonly byBill = new Map<string, number>()
  readonly byObject = new Map<string, number>()
  /** What each settled transaction brought, by channel and number. */
  readonly taken = new Map<string, number>()
  readonly #serials = new Map<string, number>()

  add(posting: Posting): void {
    const name = `posting ${posting.seq} (${posting.kind} ${posting.postingId})`
    if (posting.seq !== this.seq + 1) this.broken ??= `${name} follows posting ${this.seq}`
    else if (posting.previousHash !== this.hash) this.broken ??= `${name} does not continue the one before it`
    else if (hashOf(posting) !== posting.hash) this.broken ??= `${name} is not what was sealed`
    this.seq = posting.seq
    this.hash = posting.hash
    const sum = posting.lines.reduce((total, { amountFen }) => total + amountFen, 0)
    if (sum !== 0) this.unbalanced ??= `${name} adds up to ${sum} fen`
    if (posting.receiptSerial) this.#serial(posting)
    for (const line of posting.lines) this.#line(line)
    if (posting.kind === 'settlement' || posting.kind === 'deposit') this.#taken(posting)
  }

  #line({ account, amountFen, billId, objectId }: Posting['lines'][number]): void {
    add(this.accounts, account, amountFen)
    if (account !== 'receivable') return
    add(this.byBill, billId, amountFen)
    add(this.byObject, objectId, amountFen)
  }

  #taken({ lines, sourceId }: Posting): void {
    const cash = lines.filter(({ account }) => account === 'channel_cash')
    const channel = cash[0]?.channel
    if (channel === undefined) return
    add(
      this.taken,
      `${channel} ${sourceId}`,
      cash.reduce((sum, { amountFen }) => sum + amountFen, 0),
    )
  }

  #serial({ receiptSerial }: Posting): void {
    const [series = '', number = ''] = receiptSerial.split('-')
    const last = this.#serials.get(series) ?? 0
    if (Number(number) !== last + 1) this.gap ??= `receipt ${receiptSerial} follows number ${last}`
    this.#serials.set(series, Number(number))
  }
}

export const add = (sums: Map<string, number>, key: string, fen: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + fen)
}
