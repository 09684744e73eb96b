import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { vacancyStateNames } from '@linli/shared/billing/vacancy-schema'
import { count, date, instant, listExport, text } from '../list-export'

export const vacancies = listExport(
  { endpoint: vacancyApi.listVacancies, title: '空置优惠', routes: () => import('../../billing/routes') },
  [
    text('房号', each => each.roomCode, 14),
    text('状态', each => vacancyStateNames[each.last.state], 14),
    instant('等到现在', each => each.waitingSince),
    text('申请人', each => each.last.asked?.name, 12),
    date('申请从', each => each.last.asked?.from),
    text('申请理由', each => each.last.asked?.reason, 40),
    instant('决定于', each => each.last.decided?.at),
    date('查看日期', each => each.last.decided?.inspectedOn),
    text('收费项目', each => each.last.decided?.feeItemNames.join('、'), 24),
    date('优惠从', each => each.last.decided?.from),
    date('优惠到', each => each.last.decided?.to),
    count('收百分之几', each => each.last.decided?.payablePct),
    text('决定的原因', each => each.last.decided?.reason, 40),
    count('次数', each => each.count),
  ],
)
