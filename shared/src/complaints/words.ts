import type { ComplaintEvent, ComplaintKind, ComplaintShelf, ComplaintState } from './schema'

export const complaintKindNames: Record<ComplaintKind, string> = {
  complaint: '投诉',
  inquiry: '咨询',
  praise: '表扬',
  suggestion: '建议',
}

export const complaintStateNames: Record<ComplaintState, string> = {
  submitted: '已收到',
  accepted: '处理中',
  reopened: '再次处理',
  answered: '已答复',
  closed: '已办结',
  withdrawn: '已撤回',
}

export const complaintShelfNames: Record<ComplaintShelf, string> = {
  open: '待答复',
  answered: '已答复',
  over: '已办结',
}

export const complaintEventNames: Record<ComplaintEvent, string> = {
  accept: '受理',
  assign: '指定经办人',
  name_concerned: '登记被反映人',
  answer: '答复',
  close: '办结',
  rate: '评价',
  reopen: '再次反映',
  withdraw: '撤回',
  add_note: '补充说明',
  add_pictures: '补充照片',
  note_inside: '写内部备注',
  publish: '公示',
  unpublish: '撤下公示',
  due_warn: '快到答复期限',
  due_late: '超过答复期限',
  auto_close: '7 天未再反映，办结',
}

export const complaintRefusals = {
  periodAlone: '月份或年份可以和类型一起选，不能和别的筛选一起',
  notYours: '这一步不能由您来做',
  notNow: (event: ComplaintEvent, state: ComplaintState): string =>
    `现在是「${complaintStateNames[state]}」，不能${complaintEventNames[event]}`,
  concerned: '这件事和您有关，请由其他人处理',
  rated: '已经评价过了',
  unanswered: '还没有答复，不能办结',
  unpublished: '没有公示过',
  tooLate: '过了 7 天，请重新提交',
  notStaff: '没有找到这位员工',
  full: '这里写满了，请打电话给物业',
  tooMany: '今天提交的次数多了，请明天再写，或打电话给物业',
  photos: (most: number) => `最多 ${most} 张照片和 1 段视频`,
  noNumber: '请填写 12345 的工单号和办结期限',
  noPlace: '没有这个位置，请从列表里选',
}

/** What whoever wrote it reads; the phrase (≤ 5 characters) is WeChat's. */
export function complaintNews(
  kind: ComplaintKind,
  event: ComplaintEvent,
): { title: string; text: string; phrase: string } {
  const name = complaintKindNames[kind]
  if (event === 'answer') return { title: `${name}有答复了`, text: '物业答复了，点开看看，可以评价', phrase: '已答复' }
  if (event === 'publish') return { title: '处理措施已公示', text: '采取的措施已向全体业主公示', phrase: '已公示' }
  return { title: `${name}已受理`, text: '物业正在处理，答复后通知您', phrase: '已受理' }
}
