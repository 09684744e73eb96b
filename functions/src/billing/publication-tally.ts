import type { BillingRun } from '@linli/shared/billing/run-schema'
import type { Bill } from '@linli/shared/billing/schema'
import { Fen, sumFen } from '@linli/shared/money'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { keptS } from './draft-store'
import type { StoredRun } from './run-store'

type HeldBack = NonNullable<BillingRun['heldBack']>
const mostNamed = 20

/** What a publication holds back; `before` is what it had counted up to where an attempt broke off. */
export class HeldBackTally {
  readonly #held: HeldBack

  constructor(before: HeldBack | undefined) {
    this.#held = { ...(before ?? { count: 0, codes: [], bills: 0, amountFen: 0 }) }
  }

  /** The bills of some rooms that were held back; all of a room's at once, and a room once. */
  add(bills: Bill[]): void {
    const codes = [...new Set(bills.map(bill => bill.object.code))]
    this.#held.count += codes.length
    this.#held.codes = [...this.#held.codes, ...codes].slice(0, mostNamed)
    this.#held.bills += bills.length
    this.#held.amountFen += fenOf(bills)
  }

  /** For the run: nothing when there is nothing. */
  total(): HeldBack | undefined {
    return this.#held.bills > 0 ? { ...this.#held } : undefined
  }
}

const Issued = z.object({ count: z.number().int(), amountFen: Fen })
const issuedPk = ({ communityId, runId }: StoredRun) => `C#${communityId}#run-issued#${runId}`

/**
 * What one transaction of a publication issues, written in it: what a run has issued is the sum of these, however often
 * a worker died, gave up or woke up late.
 */
export const issuedWrite = (run: StoredRun, bills: Bill[], nowMs: number): Write => ({
  put: {
    pk: issuedPk(run),
    sk: bills[0]?.billId ?? '',
    count: bills.length,
    amountFen: fenOf(bills),
    ttl: Math.floor(nowMs / 1000) + keptS,
  },
  ifAbsent: true,
})

/** All that a run has issued so far, over all its publications, read consistently. */
export async function issuedBy(ctx: Context, run: StoredRun): Promise<z.infer<typeof Issued>> {
  const issued = { count: 0, amountFen: 0 }
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ pk: issuedPk(run), schema: Issued, limit: 1000, cursor })
    issued.count += page.items.reduce((sum, { count }) => sum + count, 0)
    issued.amountFen += sumFen(page.items.map(({ amountFen }) => amountFen))
    cursor = page.cursor
  } while (cursor !== undefined)
  return issued
}

const fenOf = (bills: Bill[]) => sumFen(bills.map(bill => bill.amountFen))
