import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { financeApi } from '@linli/shared/finance/api'
import {
  voucherCsv,
  voucherFieldKinds,
  voucherLayouts,
  voucherRows,
  voucherSystemNames,
} from '@linli/shared/finance/voucher-layouts'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { closedMonthKey } from './store'
import { vouchersOfMonth } from './vouchers'

type Asked = InputOf<typeof financeApi.exportVouchers>

/**
 * A month's vouchers as a file of the ledger software, private and for a while. The first file of a closed month fixes its
 * numbers: later ones have the same. Throws finance.month_open; finance.no_codes, naming what lacks an account code.
 */
export async function exportVouchers(ctx: Context, asked: Asked): Promise<OutputOf<typeof financeApi.exportVouchers>> {
  const { communityId, month, system, form } = asked
  return deciding(async () => {
    const { isClosed, vouchers, missing, settings, voucherFrom } = await vouchersOfMonth(ctx, asked)
    if (!isClosed) throw new AppError('finance.month_open')
    if (missing.length > 0) throw new AppError('finance.no_codes', { message: `还没有科目编码：${missing.join('、')}` })
    const rows = voucherRows(system, vouchers, settings)
    const bytes = form === 'csv' ? await csv(system, rows) : await xlsx(system, rows)
    const name = `${month} 凭证.${form}`
    const key = `C/${communityId}/vouchers/${ctx.newId()}.${form}`
    await ctx.files.put(key, bytes, form === 'csv' ? 'text/csv' : xlsxType)
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.export_vouchers',
      objectType: 'closed_month',
      objectId: month,
      summary: `导出 ${month} 凭证 ${vouchers.length} 张，${voucherSystemNames[system]}`,
    })
    const [first] = vouchers
    const fixed: Write[] = first
      ? [
          {
            update: { key: closedMonthKey(communityId, month), set: { voucherFrom: first.number } },
            if: { state: 'reported', voucherFrom },
          },
        ]
      : []
    await ctx.db.transact([...fixed, audit], audit.put)
    return { url: await ctx.files.downloadUrl(key, name), name, vouchers: vouchers.length }
  })
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Rows = ReturnType<typeof voucherRows>

async function xlsx(system: Asked['system'], rows: Rows): Promise<Buffer> {
  const { Workbook } = await import('../exports/workbook')
  const { sheet, columns } = voucherLayouts[system]
  const book = new Workbook(
    sheet,
    columns.map(({ title, field }) => ({ title, kind: voucherFieldKinds[field], width: 14 })),
  )
  for (const row of rows) await book.add(row)
  return book.end()
}

/** In the encoding that these programs read under a Chinese Windows. */
async function csv(system: Asked['system'], rows: Rows): Promise<Buffer> {
  const { encode } = (await import('iconv-lite')).default
  return encode(voucherCsv(system, rows), 'gb18030')
}
