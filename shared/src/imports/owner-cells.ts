import { type CellReading, formulaProblem, plainText } from './cell-text'
import { IdNumber, PersonName, Phone } from '../people/schema'
import { isCalendarDay } from './date-cell'
import { isCreditCode } from '../invoices/tax-number'

export type OwnerKind = 'natural' | 'organisation'

const separators = /[/、,;|&\n]+/
const organisation = /公司|集团|银行|合伙|委员会|事务所|中心$|学校|幼儿园|医院|大学|工厂|政府|[局厂社会]$/

/** The names in an owner's cell: `甲/乙` are two; spaces that only spread a two-character name are dropped. */
export function readNames(raw: string): CellReading<string[]> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw)
  if (/^(?:-|\/|无)?$/.test(text)) return {}
  const names = (looksLikeOrganisation(text) ? [text] : text.split(separators)).map(tidy).filter(name => name !== '')
  if (names.some(name => /\p{Script=Han}\s+\p{Script=Han}/u.test(name))) return { error: 'owner_spaces' }
  if (names.some(name => !PersonName.safeParse(name).success)) return { error: 'owner_too_long' }
  return names.length > 1 ? { value: names, warning: 'co_owners', used: names.join('、') } : { value: names }
}

/** The mobile numbers of a cell. A landline is left out with a warning: nobody can sign in with it. */
export function readPhones(raw: string): CellReading<string[]> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw)
  if (/^(?:-|\/|无)?$/.test(text)) return {}
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(text)) return { error: 'phone_scientific' }
  const apart = text.replace(/(1\d{10})\s+(?=1\d{10})/g, '$1/')
  const numbers = apart
    .split(separators)
    .map(phoneDigits)
    .filter(number => number !== '')
  const mobiles = numbers.filter(number => Phone.safeParse(number).success)
  if (mobiles.length === numbers.length) return { value: mobiles }
  const others = numbers.filter(number => !mobiles.includes(number))
  return others.every(number => /^(?:0\d{9,11}|[2-8]\d{6,7})$/.test(number))
    ? { value: mobiles, warning: 'phone_landline' }
    : { error: 'phone_not_mobile' }
}

/** The identity numbers of a cell: checked where a check digit exists, refused where Excel has rounded them. */
export function readIdNumbers(raw: string): CellReading<string[]> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw)
  if (/^(?:-|\/|无)?$/.test(text)) return {}
  const readings = text.split(separators).map(part => readIdNumber(part.replace(/[\s-]/g, '').toUpperCase()))
  const numbers: string[] = []
  let warning: 'id_ends_in_zeros' | undefined
  for (const reading of readings) {
    if ('error' in reading) return reading
    if (reading.value) numbers.push(reading.value)
    if (reading.warning) warning = 'id_ends_in_zeros'
  }
  return warning ? { value: numbers, warning } : { value: numbers }
}

/** What the sheet says (个人, 单位 …), else what the number or the name tells. */
export function ownerKind(typeCell: string, name: string, idNumber?: string): OwnerKind {
  const type = plainText(typeCell)
  if (/单位|企业|公司|法人|组织|机构|商户/.test(type)) return 'organisation'
  if (/个人|自然人|居民/.test(type)) return 'natural'
  if (idNumber && isCreditCode(idNumber) && !IdNumber.safeParse(idNumber).success) return 'organisation'
  return looksLikeOrganisation(name) ? 'organisation' : 'natural'
}

function readIdNumber(text: string): CellReading<string> {
  if (text === '') return {}
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(text)) return { error: 'id_rounded' }
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number)
  const isResident = IdNumber.safeParse(text).success && isCalendarDay(year ?? 0, month ?? 0, day ?? 0)
  if (isResident) return text.endsWith('000') ? { value: text, warning: 'id_ends_in_zeros' } : { value: text }
  if (isCreditCode(text)) return { value: text }
  if (/^\d{15}000$/.test(text)) return { error: 'id_rounded' }
  if (/^\d{15}$/.test(text)) return { error: 'id_fifteen' }
  if (/^\d{17}[\dX]$/.test(text)) return { error: 'id_checksum' }
  return /^(?:[A-Z]{1,3}\d{7,10}|\d{8}|\d{10})$/.test(text) ? { value: text } : { error: 'id_form' }
}

function looksLikeOrganisation(text: string): boolean {
  return [...text].length > 4 && organisation.test(text)
}

/** 张 三 is one name spread out; 张三 李四 may be two, and stays as it is. */
function tidy(name: string): string {
  const parts = name.trim().split(/\s+/)
  const isSpread = parts.length > 1 && parts.every(part => /^\p{Script=Han}+$/u.test(part)) && parts.some(isOne)
  return parts.join(isSpread ? '' : ' ')
}

function isOne(part: string): boolean {
  return [...part].length === 1
}

function phoneDigits(part: string): string {
  return part
    .replace(/[\s()-]/g, '')
    .replace(/\.0+$/, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}
