import { describe, expect, it } from 'vitest'
import { fieldNames, fieldsOfKind } from './fields'
import { feeOfHeader, headerMeaning } from './header-meaning'
import { TableKind } from './record'

describe('headerMeaning', () => {
  it.each(TableKind.options)('knows in %s the names that we write ourselves', kind => {
    const named = fieldsOfKind[kind].filter(field => field !== 'amount')
    expect(named.map(field => headerMeaning(kind, fieldNames[field])?.field)).toEqual(named)
  })

  it.each<[TableKind, string, string | undefined, string | undefined, boolean?]>([
    ['rooms', '建筑面积（㎡）', 'builtArea', undefined],
    ['rooms', '＊房 号：', 'room', undefined],
    ['rooms', '建筑面积\n(平方米)', 'builtArea', undefined],
    ['rooms', '现业主姓名', 'ownerName', undefined, true],
    ['rooms', '业主联系手机', 'phone', undefined, true],
    ['rooms', '业主姓名电话', 'phone', undefined, true],
    ['rooms', '联系电话1', 'phone', undefined, true],
    ['rooms', '租户姓名', undefined, undefined],
    ['rooms', '总层数', undefined, undefined],
    ['spaces', '面积', 'spaceArea', undefined],
    ['spaces', '出租还是出售', 'tenure', undefined],
    ['balances', '物业费已缴至', 'paidThrough', '物业费'],
    ['balances', '电梯费缴费到期日', 'paidThrough', '电梯费'],
    ['balances', '垃圾费欠费金额', 'arrears', '垃圾费'],
    ['balances', '水费余额', 'prepayment', '水费'],
    ['balances', '水卡押金', 'deposit', '水卡押金'],
    ['balances', '欠费开始时间', 'from', undefined],
    ['balances', '欠费原因', undefined, undefined],
    ['history', '暖气费', 'amount', '暖气费'],
    ['history', '装修押金', 'deposit', '装修押金'],
    ['history', '出入证', 'amount', '出入证'],
    ['history', '物业费欠费', undefined, undefined],
    ['history', '身份证', undefined, undefined],
    ['meters', '冷水表读数', 'reading', '冷水表'],
    ['meters', '电表号', 'meterNumber', '电表'],
    ['meters', '燃气表底数', 'reading', '燃气表'],
    ['meters', '电表倍率', 'multiplier', '电表'],
  ])('%s: %s', (kind, text, field, feeName, guessed = false) => {
    const meaning = headerMeaning(kind, text)
    expect(meaning?.field).toBe(field)
    expect(meaning?.feeName).toBe(feeName)
    expect(meaning?.guessed ?? false).toBe(guessed)
  })

  it('tells a fee and a deposit from other columns of money', () => {
    expect(feeOfHeader('垃圾清运费(元)')).toEqual({ feeName: '垃圾清运费', isDeposit: false })
    expect(feeOfHeader('装修保证金')).toEqual({ feeName: '装修保证金', isDeposit: true })
    for (const text of ['收费', '缴费', '应缴费用', '预存款', '证', '欠费', '不动产证'])
      expect(feeOfHeader(text)).toBeUndefined()
  })
})
