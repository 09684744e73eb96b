import { repairsApi } from '@linli/shared/repairs/api'
import { costOf } from '@linli/shared/repairs/costs'
import { placeWords } from '@linli/shared/repairs/news'
import { columnOf } from '@linli/shared/repairs/rules'
import {
  columnNames,
  kindNames,
  namedResponsibility,
  workStateWords,
  responsibilityNames,
  revisitWords,
  skillNames,
  sourceNames,
  wishNames,
} from '@linli/shared/repairs/words'
import type { Figures } from '@linli/shared/repairs/figures'
import { type Column, count, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../repairs/routes')
const filters = { column: '栏', kind: '类型', building: '楼栋' } as const

export const repairs = listExport({ endpoint: repairsApi.list, title: '工单', filters, routes }, [
  text('单号', each => each.number, 18),
  text('类型', each => kindNames[each.kind], 12),
  text('位置', each => placeWords(each.place), 20),
  text('内容', each => each.text, 40),
  text('来源', each => sourceNames[each.source], 10),
  text('12345 工单号', each => each.externalNumber),
  text('报修人', each => each.reporterName, 12),
  text('状态', each => workStateWords(each), 14),
  text('栏', each => columnNames[columnOf(each.state)], 10),
  text('上门时间', each => each.wish && `${each.wish.date} ${wishNames[each.wish.part]}`, 18),
  text('维修人员', each => each.assignee?.name, 12),
  instant('报修于', each => each.reportedAt),
  instant('响应时限', each => each.respondBy),
  instant('完成时限', each => each.finishBy),
  instant('开始于', each => each.startedAt),
  instant('完成于', each => each.doneAt),
  instant('确认于', each => each.confirmedAt),
  instant('超时于', each => each.lateAt),
  text('责任归属', each => each.responsibility && responsibilityNames[each.responsibility], 20),
  money('收费', each => each.chargeFen),
  count('工时（分钟）', each => each.work?.minutes),
  count('重新打开', each => each.reopened),
  count('星级', each => each.rating?.stars),
  text('评价', each => each.rating?.comment, 30),
  text('回访', each => each.revisit && revisitWords(each.revisit), 30),
])

export const workers = listExport({ endpoint: repairsApi.listWorkers, title: '维修人员', routes }, [
  text('姓名', each => each.name, 12),
  text('电话', each => each.phoneMasked),
  text('技能', each => each.skills.map(skill => skillNames[skill]).join('、'), 24),
  text('片区', each => each.areas.join('、'), 24),
  text('上岗', each => (each.onShift ? '是' : '否'), 8),
  text('使用中', each => (each.active ? '是' : '否'), 8),
])

const share = (bp: number | undefined) => (bp === undefined ? undefined : `${(bp / 100).toFixed(2)}%`)
const columns: Column<Figures>[] = [
  count('报修', row => row.all),
  count('取消、不受理、合并', row => row.dropped),
  count('修好', row => row.finished),
  text('响应达标率', row => share(row.respondedInTimeBp), 12),
  count('响应用时中位（分钟）', row => row.respondP50),
  count('响应用时 90%（分钟）', row => row.respondP90),
  text('完成达标率', row => share(row.finishedInTimeBp), 12),
  count('完成用时中位（分钟）', row => row.finishP50),
  count('完成用时 90%（分钟）', row => row.finishP90),
  text('一次修好率', row => share(row.fixedAtOnceBp), 12),
  text('重开率', row => share(row.reopenedBp), 12),
  text('平均评价', row => (row.stars10 === undefined ? undefined : (row.stars10 / 10).toFixed(1)), 12),
  count('评价', row => row.rated),
  count('回访', row => row.revisited),
  text('回访满意率', row => share(row.satisfiedBp), 12),
  count('工时（分钟）', row => row.workMin),
]
const period = { period: '期间' }

export const repairFigures = listExport({ endpoint: repairsApi.figures, title: '报修统计', filters: period, routes }, [
  text('名称', row => row.name, 16),
  ...columns,
])

export const repairMaterials = listExport(
  { endpoint: repairsApi.materials, title: '维修材料', filters: period, routes },
  [
    text('材料', row => row.name, 24),
    text('单位', row => row.unit, 8),
    count('数量', row => row.quantity),
    money('成本（元）', row => row.costFen),
  ],
)

export const repairCosts = listExport({ endpoint: repairsApi.costs, title: '维修成本', filters: period, routes }, [
  text('责任归属', row => namedResponsibility(row.responsibility), 24),
  count('工单', row => row.orders),
  money('人工（元）', row => row.labourFen),
  money('材料（元）', row => row.materialFen),
  money('外包（元）', row => row.outsideFen),
  money('成本合计（元）', row => costOf(row)),
  money('向住户收（元）', row => row.chargedFen),
])
