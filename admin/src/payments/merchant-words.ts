import type { OnlineChannel } from '@linli/shared/payments/schema'

export const merchantWords = {
  open: '收款商户',
  title: '收款商户',
  line: '住户在线付的钱进哪个商户。密钥由系统管理员保管，这里只看得到商户号的后四位。',
  none: '还没有配置商户，请联系系统管理员。',
  channels: { wechat: '微信支付', alipay: '支付宝' } satisfies Record<OnlineChannel, string>,
  off: '不在线上收款',
  asUsual: '同上',
  gone: '（已不在系统里）',
  numbered: (ref: string, end: string) => `${ref}（尾号 ${end}）`,
  items: '另有商户的收费项目',
  noItems: '没有，全部收费项目都用上面的商户',
  change: '修改',
  dialog: (entity: string) => `${entity} 的收款商户`,
  effect: '保存后新建的支付单按新的商户收。已经建好的支付单、以前的退款和对账不变，仍走原来的商户。',
  item: (name: string, channel: string) => `${name} · ${channel}`,
  itemsHint: '个别收费项目（如代收水费）要进别的商户时，在这里单独选；和别的费用一起付时，会分成两笔付。',
  save: '保存',
  despite: '我知道了，仍然保存',
  done: '收款商户已保存',
}
