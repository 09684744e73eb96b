import type { billingApi } from '@linli/shared/billing/api'
import type { BillStandard, ExplainedBill } from '@linli/shared/billing/schema'
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
 * ones are read again consistently: a bill paid a moment ago is never shown as unpaid. The first page has also what the
 * resident owes for spaces, vehicles and contracts of their own that stand under no room.
 */
export async function myBills(ctx: Context, input: InputOf<typeof billingApi.myBills>) {
  const { communityId, show = 'open', cursor } = input
  const home = ownHome(ctx, input)
  const limit = Number(input.limit ?? 50)
  const pageOf = show === 'paid' ? paidPage : openPage
  const isFirst = cursor === undefined && home.roomId !== home.personId
  const [page, held] = await Promise.all([
    pageOf(ctx, home, { limit, cursor }),
    isFirst ? pageOf(ctx, { ...home, roomId: home.personId }, { limit: mostHeld }) : { items: [] },
  ])
  const isSeen = (bill: StoredBill) => bill.communityId === communityId && canSeeBill(home, bill)
  const items = [...page.items, ...held.items].filter(isSeen).map(bill => viewBill(bill, ctx.today()))
  if (held.items.length > 0)
    items.sort((a, b) => (show === 'paid' ? (a.period.from < b.period.from ? 1 : -1) : a.dueDate < b.dueDate ? -1 : 1))
  return { ...(page.cursor && { cursor: page.cursor }), items }
}

/** More open bills than anybody has for what they hold; of paid ones the newest. */
const mostHeld = 50
type Page = { limit: number; cursor?: string | undefined }

async function paidPage(ctx: Context, { communityId, roomId }: GrantedHome, page: Page) {
  const pk = doneBillsKey(communityId, roomId)
  const found = await ctx.db.query({ index: 'gs1', pk, schema: StoredBill, newestFirst: true, ...page })
  return { ...found, items: found.items.filter(bill => bill.state === 'paid') }
}

async function openPage(ctx: Context, { communityId, roomId }: GrantedHome, page: Page) {
  const rows = await openBillRows(ctx, communityId, roomId, page)
  const asked = rows.items.map(({ billId }) => ({ roomId, billId }))
  const bills = asked.length > 0 ? await getBills(ctx, communityId, asked) : []
  const items = bills.flatMap(bill => (bill && bill.state !== 'paid' && bill.state !== 'void' ? [bill] : []))
  return { ...(rows.cursor && { cursor: rows.cursor }), items }
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
