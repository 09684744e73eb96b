import type { MonthOfReconciliation } from '@linli/shared/payments/reconciliation-schema'
import type { YearMonth } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { monthOfTills } from '../finance/till-reads'
import { daysOfMerchant, merchantsOf } from './reconciliation-store'

/** The days of a month, of each merchant and each till: one query each for a merchant, one for all tills. */
export async function reconciliationMonth(
  ctx: Context,
  { communityId, month }: { communityId: string; month: YearMonth },
): Promise<MonthOfReconciliation> {
  const [community, days] = await Promise.all([loadCommunity(ctx, communityId), monthOfTills(ctx, communityId, month)])
  const merchants = await Promise.all(
    merchantsOf(community).map(async ({ ref, channel, entityName }) => ({
      merchantRef: ref,
      channel,
      entityName,
      days: await daysOfMerchant(ctx, { communityId, merchantRef: ref, date: `${month}-01` }, `${month}-31`),
    })),
  )
  const cashiers = [...new Map(days.map(({ cashierId, cashierName }) => [cashierId, cashierName]))]
  const tills = cashiers.map(([cashierId, cashierName]) => ({
    cashierId,
    cashierName,
    days: days.filter(day => day.cashierId === cashierId),
  }))
  return { month, today: ctx.today(), merchants, tills }
}
