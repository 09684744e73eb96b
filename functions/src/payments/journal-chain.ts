import { AppError } from '@linli/shared/errors'
import type { Posting } from '@linli/shared/payments/schema'
import { hashOf } from './seal'

/** The last posting of a journal that was looked at: 0 and nothing before the first. */
export type ChainEnd = { seq: number; hash: string }
export const chainStart: ChainEnd = { seq: 0, hash: '' }

/**
 * The end of the chain after one more posting, whose sequence, balance and hash are computed again from its own words.
 * Throws exports.damaged, naming the posting at which the journal is not what was sealed.
 */
export function chained(end: ChainEnd, posting: Posting): ChainEnd {
  const { seq, postingDate, previousHash, hash, receiptSerial, lines } = posting
  const isNext = seq === end.seq + 1 && previousHash === end.hash && postingDate !== undefined && hash !== undefined
  const sum = lines.reduce((total, line) => total + line.amountFen, 0)
  if (!isNext || sum !== 0 || hashOf(posting, seq, postingDate, receiptSerial, previousHash) !== hash)
    throw new AppError('exports.damaged', { message: `账本的校验链在第 ${end.seq + 1} 笔对不上` })
  return { seq, hash }
}

/** What postings add up to: by account, and what each charged object still owes by them. */
export class Tally {
  readonly accounts: Record<string, number> = {}
  readonly receivable = new Map<string, number>()

  add({ lines }: Pick<Posting, 'lines'>): void {
    for (const { account, amountFen, objectId } of lines) {
      this.accounts[account] = (this.accounts[account] ?? 0) + amountFen
      if (account === 'receivable' && objectId !== undefined)
        this.receivable.set(objectId, (this.receivable.get(objectId) ?? 0) + amountFen)
    }
  }
}
