import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { postStateNames, refusalNames, reviewWhyNames, saidKindNames } from '@linli/shared/forum/words'
import { instant, listExport, text } from '../list-export'

const routes = () => import('../../forum/routes')

export const forumPosts = listExport(
  { endpoint: forumDeskApi.shelf, title: '邻里内容', filters: { shelf: '清单', q: '查找' }, routes },
  [
    instant('时间', each => each.at),
    text('类型', each => saidKindNames[each.kind], 10),
    text('作者', each => each.author, 16),
    text('房号', each => each.roomCode, 14),
    text('内容', each => each.text, 60),
    text('状态', each => postStateNames[each.state], 12),
    text('为何待审', each => each.why && reviewWhyNames[each.why], 24),
    text('原因', each => each.decision && refusalNames[each.decision.reason], 24),
    text('申诉', each => each.appeal?.text, 40),
    instant('被举报于', each => each.reportedAt),
  ],
)

export const forumMutes = listExport({ endpoint: forumDeskApi.mutes, title: '禁言名单', routes }, [
  text('作者', each => each.author, 16),
  text('原因', each => each.reason, 40),
  instant('到', each => each.until),
  text('登记人', each => each.by, 12),
  instant('登记于', each => each.at),
])
