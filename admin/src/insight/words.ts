export const insightWords = {
  greeting: (name: string, hour: number) => {
    if (hour >= 5 && hour < 11) return `${name}，早上好`
    if (hour >= 11 && hour < 13) return `${name}，中午好`
    return hour >= 13 && hour < 18 ? `${name}，下午好` : `${name}，晚上好`
  },
  waiting: (count: number) => `今天有 ${count} 件事等您`,
  allDone: { head: '都处理完了', line: '有新的事会出现在这里' },
  kinds: {
    binding_requests: { name: '待确认绑定', unit: '条申请', action: '去确认', path: 'bindings' },
    open_runs: { name: '没出完的账', unit: '批草稿', action: '去核对', path: 'runs' },
    suspended_orders: { name: '金额不符的收款', unit: '笔', action: '去查看', path: 'orders' },
  },
  oldest: (text: string) => `最早 ${text}`,
  billed: '当期应收',
  received: '当期实收',
  rate: '当期收缴率',
  noRate: '还没有出账',
  previous: (text: string) => `上月 ${text}`,
  points: (bp: number) => `${bp >= 0 ? '高' : '低'} ${(Math.abs(bp) / 100).toFixed(2)} 个百分点`,
  change: (fen: number, text: string) => (fen === 0 ? '和上月一样' : fen > 0 ? `多 ${text}` : `少 ${text}`),
  noPrevious: '上月没有',
  chart: {
    best: (day: string, amount: string) => `本月到账最多的是 ${day}：${amount}`,
    none: '本月还没有到账',
    noneLine: '住户付款后，这里按天显示',
    caption: '本月每天到账',
    table: '看表格',
    picture: '看图',
    day: '日期',
    amount: '到账（元）',
    unit: (inWan: boolean) => (inWan ? '万元' : '元'),
    open: '看本月支付单',
    aria: (month: string, total: string) => `${month}每天到账的柱形图，合计 ${total}`,
  },
  noRooms: { head: '小区里还没有房屋', line: '先导入一份房屋表，再设收费项目，就可以出账了', action: '去导入' },
} as const
