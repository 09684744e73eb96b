import { billLines } from '@linli/shared/billing/amount'
import type { Bill } from '@linli/shared/billing/schema'
import type { stayApi } from '@linli/shared/billing/stay-api'
import { refusalWords } from '@linli/shared/billing/words'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { maskPlate } from '@linli/shared/parking/schema'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { knownVehicles, vehicleIdsOf } from '../parking/plan-vehicles'
import { publicationItems } from '../payments/publication-items'
import { derivedId } from '../secrets'
import { Cover, coverName, coverWriteAt, type ItemCover, thingCoverKey } from './cover'
import { loadFeeItem } from './fee-item-store'
import { loadBillingState } from './run-store'
import { billItem, shardOf } from './store'
import { fieldProblems } from './words'

type Asked = InputOf<typeof stayApi.quoteStay>
type Stays = NonNullable<ItemCover['stays']>

/** The newest of a plate: nobody enters a stay from before so many others. */
const mostStays = 400

/** What a stay costs, the caps of its days counted with earlier stays of the plate. Throws request.invalid. */
export async function quoteStay(ctx: Context, asked: Asked): Promise<OutputOf<typeof stayApi.quoteStay>> {
  const { plateMasked, amountFen, lines } = await computed(ctx, asked)
  return { plateMasked, amountFen, lines }
}

/**
 * One bill of a stay, under its plate, and its minutes in the plate's cover, in one transaction: the same minutes are never
 * charged twice. Throws request.invalid, payments.amount_changed.
 */
export async function chargeStay(
  ctx: Context,
  { amountFen, ...asked }: InputOf<typeof stayApi.chargeStay>,
): Promise<Bill> {
  const { communityId, feeItemId, enteredAt, leftAt } = asked
  return deciding(async () => {
    const now = await computed(ctx, asked)
    if (now.amountFen !== amountFen) throw new AppError('payments.amount_changed')
    const { vehicleId, plateMasked, item, cover, name, lines } = now
    const { shards } = await loadBillingState(ctx, communityId)
    const billId = derivedId('stay', communityId, feeItemId, vehicleId, enteredAt, cover?.version ?? 0)
    const bill: Bill = {
      billId,
      communityId,
      object: { type: 'holder', id: vehicleId, code: plateMasked },
      charged: { type: 'stay', id: vehicleId, name: `临停 ${plateMasked}`, daysIn: vehicleId },
      feeItemId,
      feeItemName: item.name,
      nature: item.nature,
      entityId: item.collectingEntityId,
      period: { from: beijingDate(enteredAt), to: beijingDate(leftAt) },
      rev: 0,
      payer: { kind: 'holder', personIds: [], name: plateMasked },
      lines,
      amountFen,
      dueDate: ctx.today(),
      lateFee: null,
      state: 'published',
      paidFen: 0,
      lateFeePaidFen: 0,
      publishedAt: ctx.now(),
      runId: billId,
    }
    const own = cover?.items[name]
    const stays = { ...newest(own?.stays ?? {}), [billId]: { enteredAt, leftAt, amountFen } }
    const items = { ...cover?.items, [name]: { ranges: [], ...own, stays } }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.charge_stay',
      objectType: 'bill',
      objectId: billId,
      summary: `临停 ${plateMasked} ${amountFen} 分`,
    })
    await ctx.db.transact(
      [
        { put: billItem(bill, shardOf(vehicleId, shards)), ifAbsent: true },
        coverWriteAt(thingCoverKey(communityId, vehicleId), cover, items, [vehicleId]),
        ...publicationItems(ctx, communityId, { sourceId: billId, valueDate: ctx.today(), bills: [bill] }),
        audit,
        ...idempotencyItems(ctx, bill),
      ],
      audit.put,
    )
    return bill
  })
}

async function computed(ctx: Context, { communityId, feeItemId, plate, enteredAt, leftAt }: Asked) {
  const [item, [vehicle]] = await Promise.all([
    loadFeeItem(ctx, communityId, feeItemId),
    knownVehicles(ctx, communityId, [plate]),
  ])
  if (item.formula.kind !== 'duration' || !item.active) throw refused('feeItemId', fieldProblems.stayItem)
  if (leftAt > ctx.now()) throw refused('leftAt', fieldProblems.leavesLater)
  const vehicleId = vehicle?.chargeId ?? vehicle?.vehicleId ?? vehicleIdsOf(ctx, communityId, plate)[0] ?? ''
  const [cover] = await ctx.db.getMany([thingCoverKey(communityId, vehicleId)], Cover)
  const name = coverName({ feeItemId, charged: { type: 'stay', id: vehicleId, name: '' } })
  const stays = cover?.items[name]?.stays ?? {}
  const known = Object.values(stays)
  if (known.some(stay => enteredAt < stay.leftAt && stay.enteredAt < leftAt))
    throw refused('enteredAt', fieldProblems.stayCharged)
  const from = beijingDate(enteredAt)
  const earlier = known.map(stay => ({ date: beijingDate(stay.enteredAt), amountFen: stay.amountFen }))
  const result = billLines({
    item,
    object: { visit: { enteredAt, leftAt, earlier: earlier.filter(({ date }) => date >= from) } },
    period: { from, to: from },
    tariffs: item.tariffs,
  })
  if (!result.ok) throw refused('leftAt', refusalWords(result))
  return {
    vehicleId,
    plateMasked: maskPlate(plate),
    item,
    cover,
    name,
    lines: result.lines,
    amountFen: result.totalFen,
  }
}

const newest = (stays: Stays): Stays =>
  Object.fromEntries(
    Object.entries(stays)
      .sort(([, a], [, b]) => (a.enteredAt > b.enteredAt ? -1 : 1))
      .slice(0, mostStays),
  )

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
