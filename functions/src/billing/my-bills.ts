import type { billingApi } from '@linli/shared/billing/api'
import type { BillStandard, BillView, ExplainedBill } from '@linli/shared/billing/schema'
import { canSeeBill } from '@linli/shared/billing/visibility'
import type { InputOf } from '@linli/shared/contract'
import type { Context, GrantedHome } from '../context'
import { loadFeeItems } from './fee-item-store'
import { openBillRows } from './open-bills'
import { ownBill, ownHome } from './own-bill'
import { doneBillsKey, getBills, StoredBill } from './store'
import { viewBill } from './view-bill'

/**
 * What the household owes, oldest due date first, or has paid, newest first; only what this resident may see. The open
 * ones are read again consistently: a bill paid a moment ago is never shown as unpaid.
 */
export async function myBills(ctx: Context, input: InputOf<typeof billingApi.myBills>) {
  const { communityId, roomId, show = 'open', cursor } = input
  const home = ownHome(ctx, input)
  const limit = Number(input.limit ?? 50)
  if (show === 'paid') {
    const pk = doneBillsKey(communityId, roomId)
    const page = await ctx.db.query({ index: 'gs1', pk, schema: StoredBill, newestFirst: true, limit, cursor })
    return { ...page, items: viewed(ctx, home, page.items).filter(bill => bill.state === 'paid') }
  }
  const rows = await openBillRows(ctx, communityId, roomId, { limit, cursor })
  const bills = await getBills(
    ctx,
    communityId,
    rows.items.map(({ billId }) => ({ roomId, billId })),
  )
  const open = bills.filter(bill => bill !== undefined && bill.state !== 'paid' && bill.state !== 'void')
  return { ...(rows.cursor && { cursor: rows.cursor }), items: viewed(ctx, home, open) }
}

/**
 * One bill with how it was computed, and the standards that it was charged by. Throws record.not_found also for one that
 * is none of this resident's business.
 */
export async function myBill(ctx: Context, input: InputOf<typeof billingApi.myBill>): Promise<ExplainedBill> {
  const { bill } = await ownBill(ctx, input)
  return { ...viewBill(bill, ctx.today()), standards: await standardsOf(ctx, bill) }
}

/** A tariff never changes its price or its ground, so the bill keeps only which one it was. */
async function standardsOf(ctx: Context, bill: StoredBill): Promise<BillStandard[]> {
  const [item] = await loadFeeItems(ctx, bill.communityId, [bill.feeItemId])
  const named = item?.tariffs.filter(tariff => bill.lines.some(line => line.tariffId === tariff.tariffId)) ?? []
  return named.map(({ tariffId, from, price, surchargeFen, tiers, bands, ground }) => ({
    tariffId,
    from,
    price,
    ...(surchargeFen !== undefined && { surchargeFen }),
    ...(tiers && { tiers }),
    ...(bands && { bands }),
    ground,
    per: item?.cycle.kind === 'heating_season' ? 'season' : item?.cycle.kind === 'once' ? 'time' : 'month',
  }))
}

const viewed = (ctx: Context, home: GrantedHome, bills: (StoredBill | undefined)[]): BillView[] =>
  bills
    .filter(bill => bill !== undefined && canSeeBill(home, bill))
    .flatMap(bill => (bill ? [viewBill(bill, ctx.today())] : []))
