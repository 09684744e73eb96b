import { shareByNames } from '@linli/shared/billing/line-words'
import { usageText } from '@linli/shared/billing/meter-words'
import { poolApi } from '@linli/shared/billing/pool-api'
import { poolStateNames, scopeWords } from '@linli/shared/billing/pool-words'
import { date, count, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../billing/routes')

export const pools = listExport({ endpoint: poolApi.listPools, title: '公摊', routes }, [
  text('收费项目', pool => pool.feeItemName),
  text('范围', pool => scopeWords(pool.scope), 14),
  date('周期起', pool => pool.period.from),
  date('周期止', pool => pool.period.to),
  text('分摊方式', pool => shareByNames[pool.weight.by], 12),
  text('用量', pool => (pool.usage === undefined ? undefined : usageText(pool.usage)), 14),
  money('分摊金额（元）', pool => pool.totalFen),
  count('户数', pool => pool.rooms),
  text('状态', pool => poolStateNames[pool.state], 10),
  text('说明', pool => pool.discarded?.reason ?? pool.note, 24),
  text('经办', pool => pool.createdBy, 12),
  instant('时间', pool => pool.createdAt),
])

export const shares = listExport({ endpoint: poolApi.listShares, title: '公摊明细', routes }, [
  text('房号', share => share.roomCode, 14),
  text('权重', share => share.weight, 14),
  money('分摊（元）', share => share.amountFen),
])
