import { bulkApi } from '@linli/shared/billing/bulk-api'
import { bulkKindNames, bulkStateNames } from '@linli/shared/billing/bulk-schema'
import { formatScaled, priceScale } from '@linli/shared/money'
import { count, date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../billing/routes')

export const bulkJobs = listExport({ endpoint: bulkApi.listBulk, title: '批量处理', routes }, [
  text('做什么', job => bulkKindNames[job.task.kind], 16),
  text('状态', job => bulkStateNames[job.state], 12),
  count('数量', job => job.count),
  count('已做', job => job.done),
  count('没做成', job => job.refused),
  money('原合计（元）', job => job.before),
  money('改后合计（元）', job => job.after),
  text('谁试算的', job => job.createdBy),
  instant('试算时间', job => job.createdAt),
  text('谁确认的', job => job.confirmedBy),
  instant('确认时间', job => job.confirmedAt),
])

/** Of prices the amounts are in 1/10,000 yuan on the list: they leave as the text that the page shows. */
export const bulkItems = listExport(
  { endpoint: bulkApi.listBulkItems, title: '批量处理明细', filters: { show: '只看做不了的' }, routes },
  [
    text('房号', item => item.code, 14),
    text('收费项目', item => item.name),
    date('周期起', item => item.period?.from),
    date('周期止', item => item.period?.to),
    money('原来（元）', item => (item.period ? item.before : undefined)),
    money('改成（元）', item => (item.period ? item.after : undefined)),
    text('现在由谁缴', item => item.payerBefore),
    text('改由谁缴', item => item.payerAfter),
    // A price is of a fee item: of no room.
    text('原单价', item => price(item.code === '' ? item.before : undefined), 12),
    text('新单价', item => price(item.code === '' ? item.after : undefined), 12),
    text('结果', item => item.outcome && { done: '已做', refused: '没做成' }[item.outcome], 10),
    text('原因', item => item.problem, 40),
  ],
)

const price = (value: number | undefined) => (value === undefined ? undefined : formatScaled(value, priceScale))
