import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { alarmNames, passKindNames, windowWords } from '@linli/shared/visitors/words'
import { date, instant, listExport, text } from '../list-export'

const routes = () => import('../../visitors/routes')

export const entries = listExport(
  {
    endpoint: visitorDeskApi.log,
    title: '出入记录',
    filters: { date: '日期', room: '房号', alarmed: '只看异常', unseen: '还没核对的异常' },
    routes,
  },
  [
    instant('时间', each => each.at),
    text('门', each => each.gateName, 12),
    text('结果', each => (each.outcome === 'in' ? '放行' : '不让进'), 10),
    text('类型', each => passKindNames[each.kind], 14),
    text('房号', each => each.roomCode, 14),
    text('称呼', each => each.name, 14),
    text('车牌', each => each.plateMasked, 12),
    text('门岗', each => each.guard.name, 12),
    text('说明', each => each.reason, 24),
    text('异常', each => each.alarm && alarmNames[each.alarm], 24),
    instant('补传于', each => each.syncedAt),
  ],
)

export const permits = listExport(
  { endpoint: visitorDeskApi.permits, title: '施工出入证', filters: { state: '状态' }, routes },
  [
    instant('申请于', each => each.createdAt),
    text('房号', each => each.roomCode, 14),
    text('称呼', each => each.name, 14),
    text('施工内容', each => each.about, 40),
    text('车牌', each => each.plateMasked, 12),
    text('日期', each => windowWords(each, day => day), 40),
  ],
)

export const visitorBans = listExport({ endpoint: visitorDeskApi.blacklist, title: '限制通行名单', routes }, [
  text('车牌', each => each.plateMasked, 12),
  text('称呼', each => each.name, 14),
  text('手机后四位', each => each.phoneTail, 12),
  text('原因', each => each.reason, 40),
  date('到', each => each.until),
  text('登记人', each => each.by, 12),
  instant('登记于', each => each.at),
])
