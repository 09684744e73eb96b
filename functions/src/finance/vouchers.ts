import type { FinanceSettings, Voucher } from '@linli/shared/finance/voucher-schema'
import { vouchersOf } from '@linli/shared/finance/vouchers'
import type { YearMonth } from '@linli/shared/time'
import type { Context } from '../context'
import { loadReport } from './month-report'
import { loadClosedMonth, loadSettings } from './store'

type Made = {
  isClosed: boolean
  vouchers: Voucher[]
  missing: string[]
  settings: FinanceSettings
  voucherFrom?: number | undefined
}

/** The vouchers of a closed month: of its kept report, under the regime and with the first number that were fixed for it. */
export async function vouchersOfMonth(
  ctx: Context,
  { communityId, month }: { communityId: string; month: YearMonth },
): Promise<Made> {
  const [settings, report, closing] = await Promise.all([
    loadSettings(ctx, communityId),
    loadReport(ctx, communityId, month),
    loadClosedMonth(ctx, communityId, month),
  ])
  if (!report) return { isClosed: false, vouchers: [], missing: [], settings }
  const { voucherFrom } = closing ?? {}
  const made = vouchersOf(report, { ...settings, firstNumber: voucherFrom ?? settings.firstNumber })
  return { isClosed: true, ...made, settings, voucherFrom }
}
