import { repairsApi } from '@linli/shared/repairs/api'
import { placeWords } from '@linli/shared/repairs/news'
import { columnOf } from '@linli/shared/repairs/rules'
import {
  columnNames,
  kindNames,
  repairStateWords,
  responsibilityNames,
  skillNames,
  sourceNames,
  wishNames,
} from '@linli/shared/repairs/words'
import { count, instant, listExport, money, text } from '../list-export'

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
  text('状态', each => repairStateWords(each), 14),
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
])

export const workers = listExport({ endpoint: repairsApi.listWorkers, title: '维修人员', routes }, [
  text('姓名', each => each.name, 12),
  text('电话', each => each.phoneMasked),
  text('技能', each => each.skills.map(skill => skillNames[skill]).join('、'), 24),
  text('片区', each => each.areas.join('、'), 24),
  text('上岗', each => (each.onShift ? '是' : '否'), 8),
  text('使用中', each => (each.active ? '是' : '否'), 8),
])
