import type { Tariff } from '@linli/shared/billing/fee-schema'
import type { RecordOf } from '@linli/shared/imports/record'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { firstVersion } from '../first-version'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { feeItemItem, listFeeItems, type StoredFeeItem } from './fee-item-store'
import { broughtGround } from './words'

type FeeItemRecord = RecordOf<'fee_item'>
/** The first day of a price that the old system did not date. */
const sinceEver = '2000-01-01'

/**
 * Fee items with their price. One of the same name that charges alike is unchanged, another is a conflict. What the old
 * system does not say takes the usual: rounded to the fen, own revenue, no late fee, the community's first entity.
 */
export async function planFeeItems(
  ctx: Context,
  { communityId }: PlanAt,
  records: FeeItemRecord[],
): Promise<Planned<FeeItemRecord>[]> {
  const [items, { entities }] = await Promise.all([listFeeItems(ctx, communityId), loadCommunity(ctx, communityId)])
  const byName = new Map(items.toReversed().map(item => [item.name, item]))
  const entityId = entities[0]?.entityId
  const met = new Set<string>()
  return records.map(record => {
    const known = byName.get(record.name)
    if (known)
      return {
        record,
        writes: [],
        ...(!chargesAlike(known, record) && { conflict: `收费项目 ${record.name} 已经在系统里，收费标准和表格不一样` }),
      }
    if (entityId === undefined) return { record, writes: [], conflict: '小区还没有收款主体，请先补上' }
    if (met.has(record.name)) return { record, writes: [] }
    met.add(record.name)
    return { record, writes: [{ put: feeItemItem(feeItemOf(ctx, communityId, entityId, record)), ifAbsent: true }] }
  })
}

function chargesAlike({ formula, tariffs }: StoredFeeItem, { formula: kind, price }: FeeItemRecord): boolean {
  const latest = tariffs.at(-1)
  return formula.kind === kind && (latest === undefined || latest.price === price)
}

function feeItemOf(
  ctx: Context,
  communityId: string,
  collectingEntityId: string,
  record: FeeItemRecord,
): StoredFeeItem {
  const { name, formula, price, surchargeFen, cycle, timing, from = sinceEver, to } = record
  const feeItemId = derivedId('fee_item', communityId, name)
  const tariff: Tariff = {
    tariffId: derivedId('tariff', feeItemId, from),
    feeItemId,
    from,
    ...(to && { to }),
    price,
    ...(surchargeFen && { surchargeFen }),
    ground: { kind: 'contract', text: broughtGround },
  }
  return {
    feeItemId,
    communityId,
    name,
    formula: formula === 'area' ? { kind: 'area', area: 'built' } : { kind: 'fixed' },
    cycle,
    timing,
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId,
    dueDays: 30,
    lateFee: null,
    active: true,
    tariffs: [tariff],
    version: firstVersion(ctx),
  }
}
