import type { ArrearsReason, AttemptState, DeliveryWay, ReminderChannel, ReminderState } from './schema'

export const channelNames: Record<ReminderChannel, string> = {
  wechat: '微信消息',
  sms: '短信',
  email: '邮件',
  letter: '催款函',
}

export const reasonNames: Record<ArrearsReason, string> = {
  vacant: '房屋空置',
  quality: '房屋质量纠纷',
  service: '对服务不满意',
  unreachable: '联系不上',
  hardship: '经济困难',
  ownership: '产权或付款人不清',
  other: '其他',
}

export const attemptNames: Record<AttemptState, string> = {
  sending: '正在发送',
  sent: '已发出，等回执',
  delivered: '已送达',
  read: '已打开',
  failed: '没有送到',
  no_grant: '没有订阅',
  no_address: '没有联系方式',
  unknown: '结果不明',
  to_print: '等打印',
  printed: '已打印',
}

export const reminderNames: Record<ReminderState, string> = {
  waiting: '进行中',
  to_print: '等打印',
  sent: '已发出',
  delivered: '已送达',
  undelivered: '没有送到',
  stopped: '已停止',
}

export const wayNames: Record<DeliveryWay, string> = {
  in_person: '当面送达',
  registered: '挂号信',
  posted: '张贴并拍照',
}

/** 到期前 3 天, 过期 15 天 */
export const stepName = (days: number): string =>
  days < 0 ? `到期前 ${-days} 天` : days === 0 ? '到期当天' : `过期 ${days} 天`
