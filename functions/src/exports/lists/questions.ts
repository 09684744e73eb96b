import { questionApi } from '@linli/shared/billing/question-api'
import { questionStateNames } from '@linli/shared/billing/question-schema'
import { count, date, instant, listExport, text } from '../list-export'

export const questions = listExport(
  { endpoint: questionApi.listQuestions, title: '账单咨询', routes: () => import('../../billing/routes') },
  [
    text('房号', each => each.object.code, 14),
    text('收费项目', each => each.feeItemName),
    date('周期起', each => each.period.from),
    date('周期止', each => each.period.to),
    text('状态', each => questionStateNames[each.state], 12),
    date('异议起', each => each.disputedSince),
    instant('第一次问', each => each.askedAt),
    instant('等到现在', each => each.waitingSince),
    text('最后一条', each => each.last.text, 40),
    text('谁写的', each => each.last.name, 12),
    instant('写于', each => each.last.at),
    count('条数', each => each.count),
    text('账单编号', each => each.billId, 30),
  ],
)
