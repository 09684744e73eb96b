import type { Push } from '@linli/shared/messages/schema'

/** 消息 on the office's page. */
export const messageWords = {
  line: '发了什么、发给谁、到了没有',
  tabsLabel: '看什么',
  tabs: { pushes: '群发', calls: '要打电话的', quiet: '夜间不打扰' },
  pushes: {
    caption: '群发，新的在前',
    columns: { at: '开始', title: '内容', kind: '种类', progress: '进度', outcome: '结果', state: '状态' },
    empty: { head: '还没有群发过', line: '发布公告或提醒住户后，这里能看到送了多少人' },
    none: '还没有人',
    homes: (done: number, of: number | undefined) => (of === undefined ? `已走到第 ${done} 户` : `${done} / ${of} 户`),
    people: (count: number) => `${count} 人`,
    receipts: (arrived: number, notArrived: number) =>
      [`短信和邮件已送达 ${arrived} 条`, notArrived > 0 && `未送达 ${notArrived} 条`].filter(Boolean).join('，'),
    wakes: (at: string, waitsFor: Push['waitsFor']) =>
      waitsFor === 'morning' ? `夜间不打扰：消息列表里有了，微信 ${at} 再发` : `微信要求放慢：${at} 继续`,
    title: '微信消息送达',
    list: '看名单',
  },
  deliveries: {
    title: '送达记录',
    line: '发给谁、说了什么、走哪条路、结果怎样；保存 400 天',
    caption: '送达记录',
    columns: { at: '时间', who: '住户', text: '内容', channel: '渠道', state: '结果', provider: '渠道回执' },
    read: '已读',
    noCalls: { head: '没有要打电话的', line: '紧急通知和家里加人，各种方式都没送到的住户会列在这里' },
    nobody: '已不在册',
    usedFor: (name: string) => `已发给 ${name}`,
    link: '发过的消息',
    back: '看群发',
    empty: { head: '没有记录', line: '发过的消息会在这里，保存 400 天' },
  },
  calls: {
    caption: '要打电话的住户',
    line: '住户的电话在他的页面里看；打完点一下结果，同事就不会再打一遍。打通了的，下次就不再列出',
    called: '打过电话',
    mark: (who: string, outcome: string) => `${who} ${outcome}`,
    by: (name: string, at: string) => `${name} ${at}`,
  },
  quiet: {
    title: '夜间不打扰',
    line: '这段时间里的微信消息、短信和邮件，到早上再发；紧急通知、门口来客和刚付的款照常。消息列表里一直都有。两个时间一样就是不设。催缴有自己的时间，在催缴计划里改。',
    quietFrom: '从几点',
    quietTo: '到几点',
    save: '保存时间',
    done: '时间已保存',
    span: (from: string, to: string) => `${from} 到 ${to}`,
    readOnly: '（项目经理可以修改）',
  },
}
