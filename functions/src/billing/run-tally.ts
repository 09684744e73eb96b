import { Flag, type ItemTotal } from '@linli/shared/billing/run-schema'
import { sumFen } from '@linli/shared/money'
import { maxDate } from '@linli/shared/time'
import type * as z from 'zod'
import type { RunLine } from './charge-room'
import type { StoredFeeItem } from './fee-item-store'
import type { RunItem } from './run-store'
import { GapTally, type unbilledGaps } from './voided-gaps'

/** What a run amounts to, counted while it is computed. */
export class RunTally {
  readonly #items: Map<string, z.infer<typeof ItemTotal> & { item: StoredFeeItem; lastDay?: string }>
  readonly #gaps = new GapTally()
  readonly #flags = new Map<string, number>(Flag.options.map(flag => [flag, 0]))

  constructor(items: StoredFeeItem[]) {
    const none = { count: 0, amountFen: 0, previousFen: 0 }
    this.#items = new Map(
      items.map(item => [item.feeItemId, { feeItemId: item.feeItemId, name: item.name, ...none, item }]),
    )
  }

  add(feeItemId: string, lines: RunLine[]): void {
    const total = this.#items.get(feeItemId)
    if (!total) return
    for (const { flag, amountFen, previousFen = 0, period } of lines) {
      if (flag) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1)
      if (flag === 'failed') continue
      total.count++
      total.amountFen += amountFen
      total.previousFen += previousFen
      total.lastDay = maxDate(total.lastDay ?? period.to, period.to)
    }
  }

  addGaps(feeItemId: string, gaps: ReturnType<typeof unbilledGaps>): void {
    if (gaps.length > 0) this.#gaps.add(this.#items.get(feeItemId)?.name ?? '', gaps)
  }

  totals() {
    const all = [...this.#items.values()]
    const items: RunItem[] = all.map(({ item, lastDay }) => ({
      feeItemId: item.feeItemId,
      name: item.name,
      nature: item.nature,
      collectingEntityId: item.collectingEntityId,
      timing: item.timing,
      dueDays: item.dueDays,
      lateFee: item.lateFee,
      ...(item.onTimeBp && { onTimeBp: item.onTimeBp, rounding: item.rounding }),
      version: item.version,
      ...(lastDay && { lastDay }),
    }))
    return {
      count: all.reduce((sum, { count }) => sum + count, 0),
      amountFen: sumFen(all.map(({ amountFen }) => amountFen)),
      previousFen: sumFen(all.map(({ previousFen }) => previousFen)),
      flags: Object.fromEntries(this.#flags),
      voidedGaps: this.#gaps.total(),
      byItem: all.map(({ item: _item, lastDay: _lastDay, ...total }) => total),
      items,
    }
  }
}
