import { bankApi } from '@linli/shared/payments/bank-api'
import { bankFormat } from '@linli/shared/payments/bank-formats'
import {
  type BankBatch,
  bankBatchStateNames,
  type BankLineState,
  bankLineStateNames,
  bankProblemNames,
} from '@linli/shared/payments/bank-schema'
import { type Column, count, date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../payments/routes')

export const mandates = listExport(
  { endpoint: bankApi.listMandates, title: '代扣协议', filters: { prefix: '房号开头' }, routes },
  [
    text('房号', mandate => mandate.roomCode, 14),
    text('户名', mandate => mandate.accountName),
    text('开户行', mandate => mandate.bank, 24),
    text('账号', mandate => mandate.accountMasked, 20),
    text('协议号', mandate => mandate.agreementNumber, 20),
    date('开始日期', mandate => mandate.from),
    date('截止日期', mandate => mandate.to),
    count('连续失败次数', mandate => mandate.failures),
    text('上次失败原因', mandate => mandate.lastFailure, 20),
    date('终止日期', mandate => mandate.ended?.on),
    text('终止原因', mandate => mandate.ended?.reason, 24),
  ],
)

const sums = (state: BankLineState, name: string): Column<BankBatch>[] => [
  count(`${name}笔数`, batch => batch.tally[state].count),
  money(`${name}（元）`, batch => batch.tally[state].amountFen),
]

export const bankBatches = listExport({ endpoint: bankApi.listBankBatches, title: '代扣批次', routes }, [
  text('批次号', batch => batch.number, 20),
  text('状态', batch => bankBatchStateNames[batch.state], 14),
  text('文件格式', batch => bankFormat(batch.formatId)?.name, 28),
  date('到期截止', batch => batch.filter.dueUntil),
  text('楼栋', batch => batch.filter.building, 10),
  ...sums('sent', '等结果'),
  ...sums('paid', '成功'),
  ...sums('failed', '失败'),
  ...sums('left_out', '不扣'),
  ...sums('no_mandate', '没有协议'),
  text('经办', batch => batch.createdBy, 12),
  instant('生成时间', batch => batch.createdAt),
  instant('送盘时间', batch => batch.sentAt),
])

export const bankLines = listExport(
  { endpoint: bankApi.listBankLines, title: '代扣明细', filters: { state: '状态' }, routes },
  [
    count('行号', line => line.line),
    text('房号', line => line.roomCode, 14),
    text('户名', line => line.accountName),
    text('账号', line => line.accountMasked, 20),
    count('账单数', line => line.bills),
    money('金额（元）', line => line.amountFen),
    count('第几次', line => line.tries),
    text('结果', line => bankLineStateNames[line.state], 16),
    text('返回码', line => line.code, 10),
    text('原因', line => line.reason, 24),
    instant('时间', line => line.at),
  ],
)

export const bankProblems = listExport({ endpoint: bankApi.listBankProblems, title: '回盘问题', routes }, [
  text('文件', problem => problem.fileName, 24),
  count('文件第几行', problem => problem.row),
  count('行号', problem => problem.line),
  text('房号', problem => problem.roomCode, 14),
  text('问题', problem => bankProblemNames[problem.kind], 24),
  money('送盘（元）', problem => problem.sentFen),
  money('回盘（元）', problem => problem.saidFen),
  text('返回码', problem => problem.code, 10),
  text('处理结果', problem => problem.resolved?.reason, 24),
  text('处理人', problem => problem.resolved?.by, 12),
])
