import type { Order, Notice } from '../wechat/book'
import type { FaultInput } from '../wechat/faults'
import type { Trade } from '../alipay/book'
import type { FaultInput as AlipayFault } from '../alipay/faults'

/** Everything that the stage says. */
export const words = {
  loading: '正在加载…',
  lost: '连不上本机的服务，它可能已经停了。重新运行 npm start，这里会自己恢复。',
  phone: {
    title: (name: string) => `${name}的手机`,
    nobody: '住户手机',
    restart: '重新打开',
    building: ['住户手机正在生成', '第一次大约一分钟，好了会自动打开'],
    failed: ['住户手机没有生成出来', '原因在终端里，改好后重新运行 npm start'],
    off: ['这次没有打开页面', '启动时用了 --no-web'],
  },
  field: {
    nobody: '员工手机',
    building: ['员工手机正在生成', '第一次大约一分钟，在住户手机之后，好了会自动打开'],
    failed: ['员工手机没有生成出来', '原因在终端里，改好后重新运行 npm start'],
    off: ['这次没有打开页面', '启动时用了 --no-web'],
  },
  office: {
    title: '办公页',
    open: '在新窗口打开',
    grow: '放大',
    shrink: '和手机并排',
    building: ['办公页正在生成', '好了会自动打开'],
    failed: ['办公页没有生成出来', '原因在终端里，改好后重新运行 npm start'],
    off: ['这次没有打开页面', '启动时用了 --no-web'],
  },
  clock: {
    now: '北京时间',
    hour: '过 1 小时',
    day: '过 1 天',
    tomorrow: '到明天 10:05',
    moving: '正在拨时钟，办理到期的事…',
    moved: (time: string) => `现在是 ${time}`,
    failed: '时钟没有拨成，请再试一次',
  },
  panel: { name: '控制面板', fold: '收起', unfold: '展开' },
  tabs: {
    people: '谁在用',
    money: '付款和通知',
    alipay: '支付宝',
    messages: '发出的消息',
    letters: '信和海报',
    faults: '让微信出错',
  },
  people: {
    residents: '把住户手机交给',
    field: '把员工手机交给',
    held: '正在用',
    staff: '办公页登录',
    role: '岗位',
    username: '用户名',
    password: '密码',
    code: '动态码',
    copy: '复制',
    copyOf: (what: string, name: string) => `复制${name}的${what}`,
    copied: (what: string) => `${what}已复制`,
    left: (seconds: number) => `${seconds} 秒后换`,
    none: '还没有示例住户，正在准备',
    elsewhere: '微信指向了别的网关，这里不能代替微信回答',
  },
  money: {
    none: '还没有付款。在住户手机里缴一笔，这里会出现',
    payments: '付款单',
    number: '商户单号',
    what: '内容',
    amount: '金额',
    state: '状态',
    notice: '支付通知',
    again: '再发一次',
    againOf: (no: string) => `把 ${no} 的支付通知再发一次`,
    sent: '支付通知又发了一次',
    noNotice: '没有通知',
    tries: (count: number, last: string) => `发了 ${count} 次，最近${last}`,
    answered: (status: number) => (status === 0 ? '没有回答' : `回答 ${status}`),
    changed: (faults: string) => `动过手脚：${faults}`,
  },
  alipay: {
    none: '还没有用支付宝的付款单。办公页收费时选支付宝扫码，或打开催款函上的码，这里会出现',
    payments: '支付宝付款单',
    scan: '扫码',
    scanOf: (no: string) => `扫 ${no} 的码，先不付`,
    pay: '扫码并付款',
    payOf: (no: string) => `扫 ${no} 的码并付款`,
    done: '支付宝办好了',
    late: '已经不能付了',
    givenOut: '等人扫码',
    faults: '下一条通知或调用会',
  },
  messages: {
    none: '还没有发出消息。住户同意提醒后，到账和绑定会发消息',
    to: '收件人',
    at: '时间',
    someone: '别的微信号',
    kinds: { sms: '短信', mail: '邮件' },
  },
  letters: {
    none: '还没有打印过。在办公页的「入住进度」里打印信件或海报，码会出现在这里',
    find: '按房号或楼栋找，如 1-1-302',
    noMatch: '没有这样的码，换个房号试试',
    letter: (room: string) => `${room} 的信`,
    poster: (building: string) => `${building}栋的海报`,
    over: '已经失效的码',
    scan: (name: string) => `用${name}的手机扫`,
    scanned: '手机已打开码里的页面',
  },
  faults: {
    hint: '点一下，只对下一条真实的消息起作用',
    armed: '等着出的错',
    none: '现在一切正常',
    clear: '全部取消',
    added: (name: string) => `下一次会：${name}`,
    cleared: '已全部取消',
    failed: '没有设成，请再试一次',
  },
  pay: {
    title: '微信支付',
    to: '收款方',
    what: '商品',
    number: '商户单号',
    method: '付款方式',
    change: '零钱',
    approve: '确认支付',
    cancel: '取消',
    refuse: '余额不足',
    working: '正在支付…',
    unknown: '这张付款单网关不认识',
    known: '知道了',
    failed: '支付没有成功',
  },
  number: {
    title: '申请获取并验证您的手机号',
    use: (phone: string) => `微信绑定号码 ${phone}`,
    other: '用别的号码',
    otherNumber: '手机号',
    wrong: '手机号要 11 位数字',
    allow: '允许',
    deny: '不允许',
  },
  grant: {
    title: '申请给您发送一次以下消息',
    allow: '允许',
    deny: '取消',
    kinds: {
      payment_received: '缴费到账通知',
      bills_published: '新账单通知',
      binding_approved: '房屋绑定通过通知',
      binding_refused: '房屋绑定未通过通知',
      order_given: '新工单通知',
    } satisfies Record<string, string>,
    other: '服务通知',
  },
  scan: {
    title: '扫一扫',
    known: '小区里的码',
    choose: '选一个',
    text: '码里的内容',
    done: '扫到了',
    cancel: '取消',
    empty: '请填写码里的内容',
  },
  place: {
    title: '申请获取您的位置',
    text: '纬度, 经度',
    here: '31.230416, 121.473701',
    allow: '允许',
    deny: '不允许',
    wrong: '请写成两个数字，如 31.230416, 121.473701',
  },
  app: '邻里',
} as const

type Look = readonly [word: string, look: string]

export const orderStates: Record<Order['state'], Look> = {
  NOTPAY: ['未支付', 'due'],
  USERPAYING: ['支付中', 'info'],
  CLOSED: ['已关闭', ''],
  SUCCESS: ['已支付', 'ok'],
  REFUND: ['有退款', 'info'],
}

export const noticeOutcomes: Record<Notice['outcome'], Look> = {
  pending: ['等着再发', 'due'],
  acknowledged: ['已确认', 'ok'],
  dropped: ['已丢掉', 'danger'],
  given_up: ['不再发了', 'danger'],
}

type Kind = FaultInput['kind']

export const alipayStates: Record<Trade['status'], Look> = {
  GIVEN_OUT: [words.alipay.givenOut, 'due'],
  WAIT_BUYER_PAY: ['扫过，没有付', 'info'],
  TRADE_SUCCESS: ['已支付', 'ok'],
  TRADE_FINISHED: ['已完结', 'ok'],
  TRADE_CLOSED: ['已关闭', ''],
}

/** Faults of the Alipay gateway in words. */
export const alipayFaults: { name: string; fault: AlipayFault }[] = [
  { name: '通知发两遍', fault: { kind: 'duplicate', ms: 1000 } },
  { name: '通知晚 20 秒', fault: { kind: 'delay', ms: 20_000 } },
  { name: '通知永远不来', fault: { kind: 'drop' } },
  { name: '通知金额不对', fault: { kind: 'wrong-amount', fen: 1 } },
  { name: '通知收款方不对', fault: { kind: 'wrong-seller' } },
  { name: '通知签名不对', fault: { kind: 'wrong-signature' } },
  { name: '通知用旧签名算法', fault: { kind: 'old-signature' } },
  { name: '晚来的「已完结」', fault: { kind: 'late-finished', ms: 3000 } },
  { name: '调用超时，没办成', fault: { kind: 'time-out-before' } },
  { name: '调用超时，其实办成了', fault: { kind: 'time-out-after' } },
  { name: '应答签名不对', fault: { kind: 'bad-answer-signature' } },
  { name: '退款没有马上到账', fault: { kind: 'refund-pending' } },
  { name: '账单合计对不上', fault: { kind: 'bill-footer' } },
]

/** The gateway's faults in words, by what they act on; each with what makes it worth seeing. */
export const faultGroups: { title: string; faults: { kind: Kind; name: string; more?: Partial<FaultInput> }[] }[] = [
  {
    title: '下一条支付通知',
    faults: [
      { kind: 'duplicate', name: '发两遍', more: { ms: 1000 } },
      { kind: 'delay', name: '晚 20 秒', more: { ms: 20_000 } },
      { kind: 'drop', name: '永远不来' },
      { kind: 'lose', name: '丢一次，会重发' },
      { kind: 'wrong-amount', name: '金额不对', more: { fen: 1 } },
      { kind: 'wrong-currency', name: '币种不对' },
      { kind: 'wrong-mchid', name: '商户号不对' },
      { kind: 'wrong-appid', name: '应用号不对' },
      { kind: 'wrong-state', name: '状态不对' },
      { kind: 'unknown-order', name: '没有这张单' },
      { kind: 'wrong-signature', name: '签名不对' },
      { kind: 'signtest', name: '签名探测' },
      { kind: 'wrong-serial', name: '证书序列号不认识' },
      { kind: 'missing-header', name: '少一个头' },
      { kind: 'doubled-header', name: '重一个头' },
      { kind: 'reserialise', name: '正文被重排' },
      { kind: 'changed-byte', name: '正文改一个字节' },
      { kind: 'bad-tag', name: '密文被改' },
      { kind: 'stale', name: '时间戳过期' },
    ],
  },
  {
    title: '下一次付款',
    faults: [
      { kind: 'voucher', name: '用了代金券', more: { fen: 100 } },
      { kind: 'late-after-close', name: '关单后才到账', more: { ms: 0 } },
      { kind: 'phone-silent', name: '手机没有回音' },
    ],
  },
  {
    title: '下一次调用微信',
    faults: [
      { kind: 'time-out-before', name: '超时，没办成' },
      { kind: 'time-out-after', name: '超时，其实办成了' },
      { kind: 'system-error', name: '系统繁忙' },
      { kind: 'rate-limit', name: '太频繁' },
      { kind: 'bad-answer-signature', name: '应答签名不对' },
    ],
  },
  {
    title: '下一份交易账单',
    faults: [
      { kind: 'bill-creating', name: '还在生成' },
      { kind: 'bill-missing', name: '没有账单' },
      { kind: 'bill-truncated', name: '不完整' },
      { kind: 'bill-hash', name: '摘要不对' },
      { kind: 'bill-row-missing', name: '少一行' },
      { kind: 'bill-amount', name: '一行金额不对', more: { fen: 1 } },
    ],
  },
]

/** A fault's name by its kind, as the gateway writes it into an attempt. */
export function faultName(kind: string): string {
  return faultGroups.flatMap(group => group.faults).find(fault => fault.kind === kind)?.name ?? kind
}
