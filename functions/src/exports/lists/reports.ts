import { type BuildingPunctuality, punctualityApi } from '@linli/shared/insight/punctuality-api'
import { AgeBand, ageBandNames, reportApi } from '@linli/shared/insight/report-api'
import { type Column, count, listExport, money, text } from '../list-export'

const routes = () => import('../../insight/routes')
const percent = (bp: number | undefined) => (bp === undefined ? undefined : `${(bp / 100).toFixed(2)}%`)

export const collection = listExport(
  { endpoint: reportApi.collection, title: '收缴', filters: { period: '期间', building: '楼栋' }, routes },
  [
    text('名称', row => row.name, 20),
    money('当期应收（元）', row => row.now.billedFen),
    money('当期实收（元）', row => row.now.collectedFen),
    text('当期收缴率', row => percent(row.now.rateBp), 12),
    text('上年当期收缴率', row => percent(row.before.rateBp), 16),
    money('期初历欠（元）', row => row.now.oldFen),
    money('收回历欠（元）', row => row.now.oldReceivedFen),
    text('历欠清缴率', row => percent(row.now.clearedBp), 12),
    text('上年历欠清缴率', row => percent(row.before.clearedBp), 16),
    money('期间收到本金（元）', row => row.now.receivedFen, 18),
    money('其中预收（元）', row => row.now.aheadFen),
    money('违约金（元）', row => row.now.lateFeeFen),
    money('期末欠费（元）', row => row.now.arrearsFen),
    money('上年当期应收（元）', row => row.before.billedFen, 18),
    money('上年当期实收（元）', row => row.before.collectedFen, 18),
    money('上年期末欠费（元）', row => row.before.arrearsFen, 18),
  ],
)

export const ageing = listExport({ endpoint: reportApi.ageing, title: '账龄', routes }, [
  text('收费项目', row => row.name, 20),
  money('欠费合计（元）', row => row.totalFen),
  ...AgeBand.options.map(band =>
    money<{ bands: Record<AgeBand, number> }>(`${ageBandNames[band]}（元）`, row => row.bands[band], 16),
  ),
])

const figures: Column<Omit<BuildingPunctuality, 'building'>>[] = [
  count('账单', row => row.bills),
  count('按时缴', row => row.onTime),
  count('晚缴', row => row.late),
  count('过期未缴', row => row.open),
  text('按时率', row => percent(row.rateBp), 12),
  text('平均晚几天', row => (row.averageDays10 === undefined ? undefined : (row.averageDays10 / 10).toFixed(1)), 12),
]
const range = { year: '年份', from: '从', to: '到' }

export const punctuality = listExport(
  { endpoint: punctualityApi.punctuality, title: '按时缴费（楼栋）', filters: range, routes },
  [text('楼栋', row => (row.building === '' ? '不属于楼栋' : `${row.building} 栋`), 14), ...figures],
)

export const payers = listExport(
  { endpoint: punctualityApi.payers, title: '按时缴费', filters: { ...range, building: '楼栋' }, routes },
  [text('房号', row => row.code, 16), text('收费对象', row => row.payerName, 16), ...figures],
)
