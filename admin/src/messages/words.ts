/** 消息 on the office's page. */
export const messageWords = {
  line: '发了什么、发给谁、到了没有',
  tabs: { pushes: '群发', sent: '送达记录', settings: '夜间不打扰' },
  pushes: {
    caption: '群发，新的在前',
    columns: { at: '开始', title: '内容', kind: '种类', progress: '进度', outcome: '结果', state: '状态' },
    empty: { head: '还没有群发过', line: '发布公告或提醒住户后，这里能看到送了多少人' },
    none: '还没有人',
    homes: (done: number, of: number | undefined) => (of === undefined ? `已走到第 ${done} 户` : `${done} / ${of} 户`),
    people: (count: number) => `${count} 人`,
    wakes: (at: string) => `${at} 继续`,
    title: '微信消息送达',
  },
}
