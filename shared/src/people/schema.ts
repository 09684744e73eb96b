import * as z from 'zod'
import { Id } from '../ids'
import { oneLine } from '../plain-text'

export const PersonName = z.string().trim().min(1, '请填写姓名').max(60, '姓名最多 60 字')
/** As a person types it; a workbook may have brought another. */
export const TypedName = oneLine('姓名', 60)
export const Phone = z.string().regex(/^1[3-9]\d{9}$/, '手机号要 11 位数字')

/** The 18-digit resident identity number with its check digit (GB 11643). */
export const IdNumber = z
  .string()
  .regex(/^\d{17}[\dX]$/, '身份证号要 18 位')
  .refine(isIdNumber, '身份证号的校验位不对，请核对')

/** 住户 / 客户: a natural person or an organisation, once per company. Phone and ID number are masked on the wire. */
export const Person = z.object({
  personId: Id,
  kind: z.enum(['natural', 'organisation']),
  name: PersonName,
  phoneMasked: z.string().optional(),
  idNumberMasked: z.string().optional(),
  emailMasked: z.string().optional(),
  /** Whether a WeChat account acts for this person. */
  bound: z.boolean(),
  version: z.number().int(),
})
export type Person = z.infer<typeof Person>

/** A person as listed in one community, with the rooms they live in or own there. */
export const CommunityPerson = Person.pick({ personId: true, name: true, kind: true, phoneMasked: true }).extend({
  rooms: z.array(
    z.object({ roomId: Id, code: z.string(), role: z.enum(['owner', 'tenant', 'family']), ended: z.boolean() }),
  ),
})
export type CommunityPerson = z.infer<typeof CommunityPerson>

export const Email = z.email('邮箱写得不对').max(100)

/** lihong@example.com → l***@example.com */
export const maskEmail = (email: string): string => `${email.slice(0, 1)}***${email.slice(email.lastIndexOf('@'))}`
/** 13812345678 → 138****5678 */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`
/** 110101199003070000 → 1101**********0000 */
export const maskIdNumber = (id: string): string => `${id.slice(0, 4)}**********${id.slice(-4)}`
/** 李小红 → 李**; an organisation keeps its first two characters. */
export const maskName = (name: string): string => name.slice(0, 1) + '*'.repeat(Math.max(1, [...name].length - 1))

const compoundSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '端木',
  '司徒',
  '南宫',
]

/** Whether the typed surname is this person's: 李 for 李小红, 欧阳 for 欧阳锋; the full name is accepted too. */
export function surnameMatches(name: string, typed: string): boolean {
  const given = typed.trim()
  return given.length > 0 && (given === name || given === surnameOf(name))
}

/** 李 of 李小红, 欧阳 of 欧阳锋. */
export const surnameOf = (name: string): string =>
  compoundSurnames.find(surname => name.startsWith(surname)) ?? name.slice(0, 1)

function isIdNumber(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]
}
