/** 消息 on the office's page. */
export const messageWords = {
  line: '发了什么、发给谁、到了没有',
  tabs: { pushes: '群发', quiet: '夜间不打扰' },
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
  quiet: {
    title: '夜间不打扰',
    line: '这段时间里的微信消息，到早上再发；紧急通知、门口来客和刚付的款照常。消息列表里一直都有。两个时间一样就是不设。催缴有自己的时间，在催缴计划里改。',
    quietFrom: '从几点',
    quietTo: '到几点',
    save: '保存时间',
    done: '时间已保存',
    readOnly: '项目经理可以修改',
  },
}
