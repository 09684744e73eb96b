import type { Print } from '@linli/shared/identity/letter-schema'
import { beijingDate, formatFullDate } from '@linli/shared/time'

const named = (text: string, suffix: string) => (/^\d+[A-Za-z]?$/.test(text) ? `${text}${suffix}` : text)
const place = ({ building, unit }: Pick<Print, 'building' | 'unit'>) =>
  named(building, '栋') + (unit === undefined ? '' : named(unit, '单元'))

/** What letters and posters say, and what their printing is called. */
export const printWords = {
  title: (print: Pick<Print, 'kind' | 'building' | 'unit'>) =>
    `${place(print)}${print.kind === 'poster' ? '海报' : '入住信'}`,
  fileName: (communityName: string, print: Print, today: string) =>
    `${communityName}-${printWords.title(print)}-${today}.pdf`.replace(/[\\/:*?"<>|\s]+/g, '_'),
  problems: {
    nobody: '这里没有还要邀请的家：都加好了，或还没有登记住户',
    tooMany: (homes: number) => `这里有 ${homes} 户，一次最多 1,000 户，请按单元打印`,
    broken: '文件没有做成，请再打印一次',
  },
  place,
  letter: {
    to: '业主 收',
    head: '把您的家加到手机上',
    line: '在微信里看账单、缴物业费、查收据，不用下载应用。',
    scan: '用微信「扫一扫」',
    steps: ['扫码，同意用微信手机号', '点「我是…，绑定」'],
    only: (room: string, until: string) => `这个码只用于 ${room}，${day(until)}前有效，请不要转给别人。`,
    help: (phone: string) => `手机号换了，或不会操作，请打物业服务中心 ${phone}`,
    office: '物业服务中心',
  },
  label: {
    steps: '微信扫码，两步加上您的家',
    until: (until: string) => `${day(until)}前有效`,
    phone: (phone: string) => `物业 ${phone}`,
  },
  poster: {
    head: '缴物业费，微信扫一扫',
    line: '看账单、缴费、查收据，不用下载应用',
    steps: ['扫码，同意用微信手机号', '点您登记的姓，就加好了'],
    other: '没登记手机号，或换过号码：扫码后选「换一种方式」',
    until: (until: string) => `${day(until)}前有效`,
    help: (phone: string) => `物业服务中心 ${phone}`,
  },
}

const day = (instant: string) => formatFullDate(beijingDate(instant))
