import { roomName } from '@linli/shared/communities/room-name'
import type { Community } from '@linli/shared/communities/schema'
import type { RemindedBill } from '@linli/shared/dunning/schema'
import { periodName } from '@linli/shared/billing/words'
import { chineseAmount, formatYuan } from '@linli/shared/money'
import { addDays, type BusinessDate, formatFullDate } from '@linli/shared/time'

/** A 催款函 before it is drawn: what is printed is what the evidence keeps. */
export type Letter = {
  number: string
  to: string
  /** None for what is of no room: the fees say what it is for. */
  room?: string
  day: BusinessDate
  entities: string[]
  community: Pick<Community, 'name' | 'address' | 'officePhone'>
  bills: RemindedBill[]
  /** A page that takes the money, for whoever has the paper. */
  pay?: { address: string; until: BusinessDate }
}

const answerDays = 15

/** What a letter says. It asks for what is owed and threatens nothing (民法典 944). */
export const letterWords = {
  title: '催款函',
  fileTitle: (communityName: string) => `${communityName} 催款函`,
  number: (number: string) => `编号 ${number}`,
  to: ({ to, room }: Letter) => (room === undefined ? `${to}：` : `${to}（${roomName(room)}）：`),
  opening: ({ community, room, day, bills }: Letter) =>
    `截至${formatFullDate(day)}，您在${community.name}${room === undefined ? '' : ` ${roomName(room)}`} 有 ${bills.length} 笔费用已过缴费日期：`,
  columns: ['收费项目', '所属期间', '缴费日期', '应缴（元）', '违约金（元）'],
  row: (bill: RemindedBill) => [
    bill.feeItemName,
    periodName(bill.period),
    bill.dueDate,
    formatYuan(bill.dueFen),
    formatYuan(bill.lateFeeFen),
  ],
  total: (fen: number) => `合计 ¥${formatYuan(fen)}（人民币${chineseAmount(fen)}）`,
  how: ({ day, community }: Letter) =>
    `请在${formatFullDate(addDays(day, answerDays))}前缴纳：打开微信小程序「邻里」，点「缴费」；或到物业服务中心（${community.address}）用现金、刷卡、转账缴纳。`,
  help: ({ community }: Letter) =>
    `对账单有疑问，或一时有困难，请和我们联系：${community.officePhone}。如果您已经缴纳，请不必理会这封信。`,
  pay: (until: BusinessDate) => `用手机相机或支付宝扫码缴费，${formatFullDate(until)}前有效`,
  signed: ({ entities }: Letter) => entities.join('、'),
  seal: '（盖章）',
  receiptTitle: '送达回执',
  receipt: ['收件人签名：', '收到日期：', '送达方式：当面送达 / 挂号信 / 张贴', '送达人签名：'],
}

export const letterTotal = ({ bills }: Pick<Letter, 'bills'>): number =>
  bills.reduce((sum, bill) => sum + bill.dueFen + bill.lateFeeFen, 0)

/** The letter as plain text, for the evidence. */
export const letterText = (letter: Letter): string =>
  [
    `${letterWords.title} ${letterWords.number(letter.number)}`,
    letterWords.to(letter),
    letterWords.opening(letter),
    ...letter.bills.map(bill => letterWords.row(bill).join(' ')),
    letterWords.total(letterTotal(letter)),
    letterWords.how(letter),
    letterWords.help(letter),
    `${letterWords.signed(letter)} ${formatFullDate(letter.day)}`,
  ].join('\n')
