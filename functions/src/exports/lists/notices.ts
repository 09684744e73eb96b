import { noticesApi } from '@linli/shared/notices/api'
import { callOutcomeNames } from '@linli/shared/messages/words'
import { noticeCategoryNames, noticeStateNames, scopeWords } from '@linli/shared/notices/words'
import { date, instant, listExport, text } from '../list-export'

const routes = () => import('../../notices/routes')

export const notices = listExport(
  { endpoint: noticesApi.list, title: '公告', filters: { state: '状态', category: '类型', q: '标题' }, routes },
  [
    text('类型', each => noticeCategoryNames[each.category], 10),
    text('标题', each => each.title, 40),
    text('发布单位', each => each.publisher.name, 20),
    text('联系电话', each => each.publisher.phone, 16),
    text('范围', each => scopeWords(each.scope), 30),
    text('状态', each => noticeStateNames[each.state], 10),
    text('置顶', each => (each.pinned ? '是' : ''), 6),
    instant('写于', each => each.createdAt),
    text('起草人', each => each.createdBy, 12),
    instant('定时', each => each.startsAt),
    instant('发布于', each => each.publishedAt),
    text('发布人', each => each.publishedBy, 12),
    date('截止', each => each.until),
    date('异议截止', each => each.objectionsUntil),
    instant('结束于', each => each.endedAt),
    text('撤下原因', each => each.withdrawnFor, 30),
  ],
)

export const unreadHomes = listExport(
  {
    endpoint: noticesApi.unread,
    title: '公告未读住户',
    filters: { show: '名单', building: '楼栋', unit: '单元' },
    routes,
  },
  [
    text('房号', each => each.roomCode, 14),
    text('住户', each => each.people.map(({ name }) => name).join('、'), 30),
    text('电话', each => each.people.flatMap(({ phone }) => phone ?? []).join('、'), 30),
    text('打过电话', each => each.called && callOutcomeNames[each.called.outcome], 10),
    text('打电话的人', each => each.called?.by, 12),
    instant('打电话时间', each => each.called?.at),
  ],
)

export const objections = listExport({ endpoint: noticesApi.objections, title: '公示异议', routes }, [
  instant('提出于', each => each.at),
  text('姓名', each => each.name, 12),
  text('房号', each => each.roomCode, 14),
  text('异议', each => each.text, 60),
  text('答复', each => each.answer?.text, 60),
  text('答复人', each => each.answer?.by, 12),
  instant('答复于', each => each.answer?.at),
])
