import { messageDeskApi } from '@linli/shared/messages/desk-api'
import {
  callOutcomeNames,
  deliveryChannelNames,
  deliveryStateNames,
  messageKindNames,
  pushStateNames,
} from '@linli/shared/messages/words'
import { count, instant, listExport, text } from '../list-export'

const routes = () => import('../../messages/routes')

export const pushes = listExport(
  { endpoint: messageDeskApi.pushes, title: '群发消息', filters: { objectId: '关于' }, routes },
  [
    instant('开始', each => each.at),
    text('内容', each => each.title, 40),
    text('种类', each => messageKindNames[each.kind], 14),
    text('状态', each => pushStateNames[each.state], 12),
    count('走过的户数', each => each.homes.done),
    count('共几户', each => each.homes.of),
    instant('结束', each => each.endedAt),
  ],
)

export const deliveries = listExport(
  {
    endpoint: messageDeskApi.deliveries,
    title: '送达记录',
    filters: { pushId: '群发', personId: '住户', objectId: '关于', state: '只列' },
    routes,
  },
  [
    instant('时间', each => each.at),
    text('住户', each => each.name, 14),
    text('标题', each => each.title, 24),
    text('内容', each => each.text, 60),
    text('渠道', each => deliveryChannelNames[each.channel], 8),
    text('发到', each => each.to, 18),
    text('结果', each => deliveryStateNames[each.state], 14),
    instant('送达', each => each.deliveredAt),
    instant('已读', each => each.readAt),
    text('回执', each => each.detail ?? each.providerId, 24),
    text('同一号码已用于', each => each.usedFor, 14),
    text('打过电话', each => each.called && callOutcomeNames[each.called.outcome], 10),
    text('打电话的人', each => each.called?.by, 12),
    instant('打电话时间', each => each.called?.at),
  ],
)
