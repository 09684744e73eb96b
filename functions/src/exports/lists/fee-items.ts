import { feeApi } from '@linli/shared/billing/fee-api'
import type { FeeItemWithTariffs, Tariff } from '@linli/shared/billing/fee-schema'
import { formulaWords } from '@linli/shared/billing/line-words'
import { cycleNames, groundNames, natureNames, roundingNames } from '@linli/shared/billing/words'
import { type Column, count, date, listExportOfRows, money, price, text } from '../list-export'

type Row = { item: FeeItemWithTariffs; tariff: Tariff | undefined }

const columns: Column<Row>[] = [
  text('名称', ({ item }) => item.name),
  text('计算', ({ item }) => formulaWords(item.formula), 24),
  text('周期', ({ item }) => cycleNames[item.cycle.kind], 12),
  text('先后', ({ item }) => (item.timing === 'prepaid' ? '预收' : '后收'), 8),
  text('性质', ({ item }) => natureNames[item.nature], 12),
  text('取整', ({ item }) => roundingNames[item.rounding.unit], 8),
  count('出账后多少天到期', ({ item }) => item.dueDays, 18),
  text('违约金', ({ item }) => (item.lateFee ? item.lateFee.clause : '不收'), 24),
  text('启用', ({ item }) => (item.active ? '是' : '否'), 8),
  date('标准从', ({ tariff }) => tariff?.from),
  date('标准到', ({ tariff }) => tariff?.to),
  price('单价（元）', ({ tariff }) => tariff?.price),
  money('附加（元）', ({ tariff }) => tariff?.surchargeFen),
  text('收费依据', ({ tariff }) => tariff && `${groundNames[tariff.ground.kind]} ${tariff.ground.text}`, 30),
]

/** A row for each price of a fee item; one without a price is a row too. */
export const feeItems = listExportOfRows(
  {
    endpoint: feeApi.listFeeItems,
    title: '收费项目',
    routes: () => import('../../billing/routes'),
  },
  (item): Row[] =>
    item.tariffs.length === 0 ? [{ item, tariff: undefined }] : item.tariffs.map(tariff => ({ item, tariff })),
  columns,
)
