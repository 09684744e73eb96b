import type { PartOfDay } from '@linli/shared/time'

const parts: Record<PartOfDay, string> = { morning: '早上', noon: '中午', afternoon: '下午', evening: '晚上' }

/** What the page says whatever the domain: failures, the frame, the menu. */
export const words = {
  product: '邻里',
  office: '物业服务中心',
  skip: '跳到正文',
  menu: '主菜单',
  failures: {
    offline: '没有连上服务器，请检查网络后再试',
    slow: '等了太久没有回应，请再试一次',
    outdated: '页面版本旧了，请刷新后再试',
    broken: '这一页出了点问题，请刷新后再试',
  },
  signOut: '退出登录',
  community: '小区',
  noCommunity: { head: '还没有分配小区', line: '请让项目经理给您设置岗位' },
  notFound: { head: '没有这一页', line: '地址可能写错了，或者您没有权限', action: '回到首页' },
  search: {
    label: '查找房号、姓名、电话或单号',
    placeholder: '房号 / 姓名 / 电话 / 单号',
    go: '查找',
    noRoom: (text: string) => `没找到房号 ${text}，请核对，或换个写法`,
  },
  pages: {
    /** The first page is called as the day is. */
    overview: (part: PartOfDay) => parts[part],
    rooms: '房屋',
    people: '住户',
    bindings: '绑定申请',
    joined: '入住进度',
    imports: '导入',
    spaces: '车位',
    vehicles: '车辆',
    meters: '仪表',
    readings: '抄表',
    pools: '公摊',
    assignments: '房屋收费项目',
    fees: '收费项目',
    runs: '出账',
    bills: '账单',
    questions: '账单咨询',
    opening: '期初余额',
    history: '历史缴费',
    deposits: '押金',
    statement: '对账单',
    desk: '收费台',
    orders: '支付单',
    receipts: '收据',
    bank: '银行代扣',
    mandates: '代扣协议',
    exports: '导出',
    audit: '操作记录',
  },
  groups: { today: '今天', homes: '房屋和住户', parking: '停车', billing: '收费', payments: '收款', records: '记录' },
} as const
