import { dunningApi } from '@linli/shared/dunning/api'
import { attemptNames, channelNames, reasonNames, reminderNames, stepName } from '@linli/shared/dunning/words'
import type { Attempt, Reminder } from '@linli/shared/dunning/schema'
import { count, date, instant, listExport, listExportOfRows, money, text } from '../list-export'

const routes = () => import('../../dunning/routes')
const filters = { building: '楼栋', minDays: '过期天数起' } as const

export const debts = listExport({ endpoint: dunningApi.listArrears, title: '欠费', filters, routes }, [
  text('房号', each => each.object.code, 14),
  text('收费对象', each => each.payer.name),
  money('欠费本金', each => each.amountFen),
  money('其中有异议', each => each.disputedFen),
  count('笔数', each => each.bills),
  date('最早缴费日期', each => each.oldestDue),
  count('过期天数', each => each.overdueDays),
  date('诉讼时效到', each => each.expiresOn),
  text('原因', each => each.reason && reasonNames[each.reason.reason]),
  text('说明', each => each.reason?.note, 30),
  text('跟进', each => each.task?.what, 30),
  text('跟进人', each => each.task?.who, 12),
  date('跟进期限', each => each.task?.until),
  instant('最近提醒', each => each.lastReminder?.at),
  text('提醒渠道', each => each.lastReminder && channelNames[each.lastReminder.channel], 12),
  text('提醒结果', each => each.lastReminder && attemptNames[each.lastReminder.state], 14),
])

export const dunningTasks = listExport({ endpoint: dunningApi.listTasks, title: '欠费跟进', routes }, [
  text('房号', each => each.object.code, 14),
  text('收费对象', each => each.payerName),
  text('要做什么', each => each.what, 40),
  text('由谁做', each => each.who, 12),
  date('期限', each => each.until),
  text('结果', each => each.result, 40),
  text('安排人', each => each.createdBy, 12),
  instant('安排于', each => each.createdAt),
  text('完成人', each => each.doneBy, 12),
  instant('完成于', each => each.doneAt),
])

type Tried = { reminder: Reminder; attempt: Attempt | undefined }

/** A line for each try: who was told what, through which channel, and whether it arrived. */
export const reminders = listExportOfRows<typeof dunningApi.listReminders, Tried>(
  { endpoint: dunningApi.listReminders, title: '催缴记录', routes },
  (reminder): Tried[] =>
    reminder.attempts.length > 0
      ? reminder.attempts.map(attempt => ({ reminder, attempt }))
      : [{ reminder, attempt: undefined }],
  [
    text('房号', ({ reminder }) => reminder.object.code, 14),
    text('收费对象', ({ reminder }) => reminder.payerName),
    date('日期', ({ reminder }) => reminder.day),
    text('步骤', ({ reminder }) => (reminder.step === undefined ? reminder.by : stepName(reminder.step)), 14),
    text('状态', ({ reminder }) => reminderNames[reminder.state], 12),
    count('笔数', ({ reminder }) => reminder.bills.length),
    money('金额', ({ reminder }) => reminder.amountFen),
    text('渠道', ({ attempt }) => attempt && channelNames[attempt.channel], 12),
    text('收件人', ({ attempt }) => attempt?.to),
    text('结果', ({ attempt }) => attempt && attemptNames[attempt.state], 14),
    instant('发出', ({ attempt }) => attempt?.at),
    instant('送达', ({ attempt }) => attempt?.deliveredAt),
    text('说明', ({ attempt }) => attempt?.detail, 24),
    text('内容', ({ attempt }) => attempt?.text, 60),
  ],
)
