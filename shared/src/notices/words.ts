import type { NoticeCategory, NoticeEvent, NoticeScope, NoticeState } from './schema'

export const noticeCategoryNames: Record<NoticeCategory, string> = {
  notice: '通知',
  outage: '停水停电',
  activity: '活动',
  safety: '安全提示',
  disclosure: '公示',
  emergency: '紧急',
}

export const noticeStateNames: Record<NoticeState, string> = {
  draft: '草稿',
  scheduled: '定时发布',
  published: '已发布',
  expired: '已到期',
  withdrawn: '已撤下',
}

export const noticeEventNames: Record<NoticeEvent, string> = {
  edit: '修改',
  schedule: '定时发布',
  unschedule: '取消定时',
  publish: '发布',
  pin: '置顶',
  unpin: '取消置顶',
  withdraw: '撤下',
  remind: '提醒未读住户',
  answer: '答复异议',
  publish_due: '按时发布',
  expire: '到期',
}

export const noticeRefusals = {
  notYours: '这一步不能由您来做',
  notNow: (event: NoticeEvent, state: NoticeState): string =>
    `现在是「${noticeStateNames[state]}」，不能${noticeEventNames[event]}`,
  past: '发布时间要晚于现在',
  endsBefore: '截止日期早于发布日期',
  endsTooLate: '截止日期最多在一年以内',
  noPeriod: '公示要写明异议截止日期',
  noObjections: '只有公示收异议',
  periodBefore: '异议截止日期早于发布日期',
  periodAfter: '异议截止日期晚于公告的截止日期',
  remindedLately: '刚刚提醒过，请过一会儿再提醒',
  full: '同时发布的公告太多了，请先撤下旧的',
  periodOver: '公示期已过，请打电话给物业',
  objectedAlready: '您已经提过异议，物业会答复',
  notConfirmable: '这条公告不用确认',
  notDisclosed: '这条公告不收异议',
  notPicture: '正文里的图片要是照片',
  notDocument: '附件只能是 PDF 或照片',
  buildings: '没有这个楼栋或单元，请重新选范围',
  notEmergency: '只有还在发布的紧急公告能逐户打电话，请在住户页面查看',
}

/** 「全小区」「3栋、5栋」「3栋2单元」 */
export function scopeWords(scope: NoticeScope): string {
  switch (scope.kind) {
    case 'community':
      return '全小区'
    case 'buildings':
      return scope.buildings.map(buildingWords).join('、')
    case 'units':
      return scope.units.map(({ building, unit }) => `${buildingWords(building)}${unitWords(unit)}`).join('、')
  }
}
const numbered = /^\d+[A-Za-z]?$/
const buildingWords = (building: string) => (numbered.test(building) ? `${building}栋` : building)
const unitWords = (unit: string) => (unit === '0' ? '' : numbered.test(unit) ? `${unit}单元` : unit)
