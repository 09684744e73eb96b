import { describe, expect, it } from 'vitest'
import { ownerKind, readIdNumbers, readNames, readPhones } from './owner-cells'

describe('readNames', () => {
  it.each([
    ['张三', { value: ['张三'] }],
    ['张　三', { value: ['张三'] }],
    ['张 三丰', { value: ['张三丰'] }],
    ['阿卜杜拉·买买提', { value: ['阿卜杜拉·买买提'] }],
    ['John Smith', { value: ['John Smith'] }],
    ['甲/乙', { value: ['甲', '乙'], warning: 'co_owners', used: '甲、乙' }],
    ['张三、李四', { value: ['张三', '李四'], warning: 'co_owners', used: '张三、李四' }],
    ['某某（上海）有限公司', { value: ['某某(上海)有限公司'] }],
    ['', {}],
    ['无', {}],
    ['张三 李四', { error: 'owner_spaces' }],
    ['很'.repeat(61), { error: 'owner_too_long' }],
  ])('%s', (text, reading) => expect(readNames(text)).toEqual(reading))
})

describe('readPhones', () => {
  it.each([
    ['13800138000', { value: ['13800138000'] }],
    ['１３８００１３８０００', { value: ['13800138000'] }],
    ['138 0013 8000', { value: ['13800138000'] }],
    ['138-0013-8000', { value: ['13800138000'] }],
    ['+86 13800138000', { value: ['13800138000'] }],
    ['13800138000.0', { value: ['13800138000'] }],
    ['13800138000/13900139000', { value: ['13800138000', '13900139000'] }],
    ['13800138000 13900139000', { value: ['13800138000', '13900139000'] }],
    ['', {}],
    ['010-62345678', { value: [], warning: 'phone_landline' }],
    ['1380013800', { error: 'phone_not_mobile' }],
    ['1.38E+10', { error: 'phone_scientific' }],
    ['无电话', { error: 'phone_not_mobile' }],
  ])('%s', (text, reading) => expect(readPhones(text)).toEqual(reading))
})

describe('readIdNumbers', () => {
  it.each([
    ['11010519491231002X', { value: ['11010519491231002X'] }],
    ['11010519491231002x', { value: ['11010519491231002X'] }],
    ['１１０１０５１９４９１２３１００２Ｘ', { value: ['11010519491231002X'] }],
    ['110105 19491231 002X', { value: ['11010519491231002X'] }],
    ['91350100M000100Y43', { value: ['91350100M000100Y43'] }],
    ['H12345678', { value: ['H12345678'] }],
    ['', {}],
    ['110105194912310021', { error: 'id_checksum' }],
    ['110101199003070000', { error: 'id_rounded' }],
    ['1.1010519491231E+17', { error: 'id_rounded' }],
    ['110105491231002', { error: 'id_fifteen' }],
    ['1101051949****002X', { error: 'id_form' }],
  ])('%s', (text, reading) => expect(readIdNumbers(text)).toEqual(reading))

  it('asks to compare a number that is right and ends in three zeros', () => {
    const days = Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, '0'))
    const right = days.map(day => withCheckDigit(`110101199003${day}100`)).filter(number => number.endsWith('000'))
    expect(right.length).toBeGreaterThan(0)
    for (const number of right) expect(readIdNumbers(number)).toEqual({ value: [number], warning: 'id_ends_in_zeros' })
  })

  it('refuses a day that does not exist, though the check digit is right', () => {
    expect(readIdNumbers(withCheckDigit('11010519490231002'))).toEqual({ error: 'id_checksum' })
    expect(readIdNumbers(withCheckDigit('11010519490228002'))).toHaveProperty('value')
  })
})

describe('ownerKind', () => {
  it.each([
    ['单位', '张三', undefined, 'organisation'],
    ['个人', '某某公司', undefined, 'natural'],
    ['', '某某物业有限公司', undefined, 'organisation'],
    ['', '张三', '91350100M000100Y43', 'organisation'],
    ['', '张三', '11010519491231002X', 'natural'],
  ])('%s %s %s is %s', (type, name, id, kind) => expect(ownerKind(type, name, id)).toBe(kind))
})

function withCheckDigit(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + '10X98765432'.charAt(sum % 11)
}
