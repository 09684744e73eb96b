import type { MessageGroup } from './rules'
import type { CallOutcome, Delivery, DeliveryState, FallbackOutcome, MessageKind, PushState } from './schema'

/** What people call each kind, where they choose what is told and where the office looks at what was. */
export const messageKindNames: Record<MessageKind, string> = {
  payment_received: '缴费到账',
  bills_published: '新账单',
  payment_reminder: '缴费提醒',
  question_answered: '账单答复',
  vacancy_decided: '空置优惠',
  invoice_news: '发票',
  refund_news: '退款',
  repair_news: '报修进展',
  complaint_news: '投诉答复',
  visitor_news: '访客',
  post_reply: '邻里回复',
  post_decided: '邻里审核',
  binding_approved: '绑定通过',
  binding_refused: '绑定没有通过',
  member_joined: '有人加入您的家',
  notice_published: '公告',
  notice_urgent: '紧急通知',
  objection_answered: '异议答复',
  digest: '每天汇总',
}

export const messageGroupNames: Record<MessageGroup, string> = {
  bills: '账单和缴费',
  money: '退款、发票、空置优惠',
  service: '报修、投诉、账单咨询',
  home: '访客和家人',
  binding: '绑定房屋',
  notices: '公告和通知',
  forum: '邻里',
  daily: '每天汇总',
}

export const deliveryChannelNames: Record<Delivery['channel'], string> = {
  wechat: '微信',
  sms: '短信',
  email: '邮件',
  call: '电话',
}

export const deliveryStateNames: Record<DeliveryState, string> = {
  sending: '结果未知',
  sent: '已提交',
  delivered: '已送达',
  failed: '未送达',
  no_grant: '没有授权',
  refused: '没有接受',
  unknown: '结果未知',
  listed: '只在小程序里',
  unreachable: '没有绑定微信',
  shared: '同一号码',
  to_call: '要打电话',
}

export const callOutcomeNames: Record<CallOutcome, string> = { reached: '打通了', no_answer: '没打通' }

export const fallbackNames: Record<FallbackOutcome, string> = {
  sms: '改发短信',
  email: '改发邮件',
  unsure: '短信邮件结果未知',
  unreached: '没有联系上',
}

export const pushStateNames: Record<PushState, string> = {
  running: '正在发送',
  waiting: '稍后继续',
  done: '发完了',
  stopped: '已停止',
}
