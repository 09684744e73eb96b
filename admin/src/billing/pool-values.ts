import type { AreaKind, ShareBy } from '@linli/shared/billing/formula-schema'
import type { PoolCost, PoolScope, PoolWeight } from '@linli/shared/billing/pool-schema'
import type { MeterType } from '@linli/shared/billing/registers'
import { parseScaled, parseYuan } from '@linli/shared/money'

/** What the form of a common cost holds. */
export type PoolValues = {
  item: string
  from: string
  to: string
  scope: PoolScope['kind']
  building?: string
  unit?: string
  area: AreaKind
  type: MeterType
  cost: PoolCost['kind']
  amount?: string
  usage?: string
  price?: string
  meters?: string[]
  note?: string
}

export function scopeOf({ scope, building = '', unit = '' }: PoolValues): PoolScope {
  if (scope === 'all') return { kind: scope }
  return scope === 'building'
    ? { kind: scope, building: building.trim() }
    : { kind: scope, building: building.trim(), unit: unit.trim() }
}

export function weightOf(by: ShareBy, { area, type }: PoolValues): PoolWeight {
  if (by === 'household') return { by }
  return by === 'area' ? { by, area } : { by, type }
}

/** A usage is typed to four decimals at most, and kept in 1/10,000,000. */
export function costOf({ cost, amount = '', usage = '', price = '', meters = [] }: PoolValues): PoolCost {
  if (cost === 'amount') return { kind: cost, amountFen: parseYuan(amount) ?? 0 }
  const each = parseScaled(price, 10_000) ?? 0
  if (cost === 'meters') return { kind: cost, meterIds: meters, price: each }
  return { kind: cost, usage: (parseScaled(usage, 10_000) ?? 0) * 1_000, price: each }
}
