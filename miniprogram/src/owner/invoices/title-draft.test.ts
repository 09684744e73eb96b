import { expect, it } from 'vitest'
import { buyerOf, draftOf, problemOf } from './title-draft'

const typed = { kind: 'company', name: '福州某某有限公司', taxNumber: '91350100m000100y43', keep: true } as const

it('a company needs a name and a right tax number; what is left blank is left out', () => {
  expect(buyerOf({ ...typed, phone: ' ', bank: '建设银行' })).toEqual({
    kind: 'company',
    name: '福州某某有限公司',
    taxNumber: '91350100M000100Y43',
    bank: '建设银行',
  })
  expect(problemOf({ ...typed, taxNumber: '91350100M000100Y42' }, 'taxNumber')).toContain('税号不对')
  expect(problemOf({ ...typed, name: ' ' }, 'name')).toBe('请填写抬头')
  expect(problemOf(typed, 'name')).toBeUndefined()
})

it('a person needs a name alone, whatever was typed for a company before', () => {
  expect(buyerOf({ ...typed, kind: 'personal', name: '李小红', taxNumber: '9' })).toEqual({
    kind: 'personal',
    name: '李小红',
  })
})

it('a kept title comes back as it is', () => {
  const title = {
    titleId: 'T',
    buyer: { kind: 'company', name: '甲', taxNumber: '91350100M000100Y43' },
    isDefault: true,
  } as const
  expect(buyerOf(draftOf(title))).toEqual(title.buyer)
})
