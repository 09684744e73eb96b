import { runApi } from '@linli/shared/billing/run-api'
import { flagNames, runStateNames } from '@linli/shared/billing/run-schema'
import { count, date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../billing/routes')

export const runs = listExport(
  {
    endpoint: runApi.listRuns,
    title: '出账批次',
    routes,
  },
  [
    date('周期起', run => run.from),
    date('周期止', run => run.to),
    text('收费项目', run => run.byItem.map(({ name }) => name).join('、'), 24),
    text('状态', run => runStateNames[run.state], 12),
    count('张数', run => run.count),
    money('合计（元）', run => run.amountFen),
    money('上期（元）', run => run.previousFen),
    text('谁算的', run => run.createdBy),
    instant('计算时间', run => run.createdAt),
    text('谁出的账', run => run.publishedBy),
    instant('出账时间', run => run.publishedAt),
  ],
)

export const drafts = listExport(
  {
    endpoint: runApi.listDrafts,
    title: '草稿账单',
    routes,
  },
  [
    text('房号', draft => draft.object.code, 14),
    text('收费对象', draft => draft.charge?.payer.name, 20),
    text('收费项目', draft => draft.feeItemName),
    date('周期起', draft => draft.period.from),
    date('周期止', draft => draft.period.to),
    money('金额（元）', draft => (draft.charge ? draft.amountFen : undefined)),
    money('上期（元）', draft => draft.previousFen),
    date('到期日', draft => draft.charge?.dueDate),
    text('需要看一眼', draft => draft.flags.map(flag => flagNames[flag]).join('、'), 20),
    text('算不出的原因', draft => draft.problem, 40),
  ],
)
