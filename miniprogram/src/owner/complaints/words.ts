import type { ComplaintKind, ComplaintState } from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintStateNames } from '@linli/shared/complaints/words'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

const asks: Record<ComplaintKind, string> = {
  complaint: '哪里让您不满意',
  inquiry: '想问什么',
  praise: '想表扬谁，做了什么',
  suggestion: '有什么建议',
}

/** 投诉建议 */
export const complaintWords = defineWords(
  {
    title: '投诉建议',
    row: '投诉建议',
    rowNote: '投诉、咨询、表扬、建议，件件有答复',
    mine: '我提交的',
    measures: '公示',
    none: '还没有提交过',
    noneLine: '有什么想说的，写给物业',
    noMeasures: '还没有公示',
    noMeasuresLine: '物业采取的措施会公示在这里',
    say: '写给物业',
    kind: (kind: ComplaintKind) => complaintKindNames[kind],
    state: (state: ComplaintState) => complaintStateNames[state],
    what: '您想',
    text: (kind: ComplaintKind) => asks[kind],
    private: '只有您和处理的人看得到，被投诉的人不能办结',
    send: '提交',
    sending: '正在提交',
    number: (number: string) => `编号 ${number}`,
    dueOn: (day: string) => `${day}前答复您`,
    answer: '物业的答复',
    answeredBy: (name: string, when: string) => `${name}，${when}`,
    published: '已经公示',
    add: '补充',
    addText: '再说一句',
    addSend: '发给物业',
    reopen: '没有解决，再次反映',
    reopenWhy: '还有什么没有解决',
    reopenSend: '再次反映',
    withdraw: '撤回',
    withdrawing: '正在撤回',
    sent: '已经告诉物业',
    steps: '经过',
    grantHead: `有了答复，${hostName}告诉您`,
    grantLine: '只在物业答复时发一条',
  },
  { send: '发给物业' },
)
