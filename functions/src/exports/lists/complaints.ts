import { complaintsApi } from '@linli/shared/complaints/api'
import { complaintKindNames, complaintShelfNames, complaintStateNames } from '@linli/shared/complaints/words'
import { shelfOf } from '@linli/shared/complaints/rules'
import { sourceNames } from '@linli/shared/repairs/words'
import { count, date, instant, listExport, text } from '../list-export'

const routes = () => import('../../complaints/routes')
const share = (bp: number | undefined) => (bp === undefined ? undefined : `${(bp / 100).toFixed(2)}%`)
const filters = { shelf: '状态', kind: '类型' } as const

export const complaints = listExport({ endpoint: complaintsApi.list, title: '投诉建议', filters, routes }, [
  text('单号', each => each.number, 18),
  text('类型', each => complaintKindNames[each.kind], 10),
  text('来源', each => sourceNames[each.source], 10),
  text('12345 工单号', each => each.externalNumber),
  text('提交人', each => each.name, 12),
  text('房号', each => each.roomCode, 14),
  text('内容', each => each.text, 50),
  text('状态', each => complaintStateNames[each.state], 10),
  text('栏', each => complaintShelfNames[shelfOf(each.state)], 10),
  text('经办人', each => each.handler?.name, 12),
  text('被反映人', each => each.concerns.map(({ name }) => name).join('、'), 16),
  instant('提交于', each => each.reportedAt),
  date('答复期限', each => each.dueOn),
  text('答复', each => each.answer?.text, 50),
  instant('答复于', each => each.answer?.at),
  count('星级', each => each.rating?.stars),
  count('再次反映', each => each.reopened),
  text('公示', each => each.published?.title, 20),
])

export const complaintFigures = listExport(
  { endpoint: complaintsApi.figures, title: '投诉建议统计', filters: { period: '期间' }, routes },
  [
    text('类型', row => complaintKindNames[row.kind], 10),
    count('件数', row => row.all),
    count('已答复', row => row.answered),
    text('按时答复率', row => share(row.inTimeBp), 12),
    text('再次反映率', row => share(row.reopenedBp), 12),
    text('平均评价', row => (row.stars10 === undefined ? undefined : (row.stars10 / 10).toFixed(1)), 12),
    count('撤回', row => row.withdrawn),
  ],
)
