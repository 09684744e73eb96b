import { expect, test } from 'vitest'
import { blank, type Form, formOf, isBlank, priceIsBad, saidOf, wantedIsBad } from './form'

const group: Form = {
  ...blank,
  kind: 'group_buy',
  text: '自家果园的',
  item: '橙子',
  price: '35.5',
  wanted: '10',
  until: '2026-12-31',
  pickUp: '东门',
}

test('the fields of the kind alone are sent; a price may be left out', () => {
  expect(saidOf({ ...group, kind: 'chat', topic: '宠物' })).toEqual({ text: '自家果园的', topic: '宠物' })
  expect(saidOf(group)?.group).toEqual({
    item: '橙子',
    priceFen: 3_550,
    wanted: 10,
    until: '2026-12-31',
    pickUp: '东门',
  })
  expect(saidOf({ ...group, price: '' })?.group).not.toHaveProperty('priceFen')
  const lost: Form = { ...blank, kind: 'lost_found', text: '黑色雨伞', where: '大堂', on: '2026-11-22' }
  expect(saidOf(lost)?.found).toEqual({ what: 'lost', where: '大堂', on: '2026-11-22' })
})

test.each<Partial<Form>>([
  { text: ' ' },
  { item: '' },
  { wanted: '1' },
  { wanted: '一些' },
  { until: undefined },
  { pickUp: ' ' },
  { price: '三十' },
  { price: '0' },
])('nothing is sent while something is missing: %o', change => {
  expect(saidOf({ ...group, ...change })).toBeUndefined()
})

test('what is not a number is said beside its field, once something stands there', () => {
  expect([priceIsBad(blank), wantedIsBad(blank)]).toEqual([false, false])
  expect([priceIsBad({ ...group, price: '三十' }), wantedIsBad({ ...group, wanted: '1' })]).toEqual([true, true])
  expect([isBlank(blank), isBlank(group)]).toEqual([true, false])
})

test('a post comes back as it was typed', () => {
  const said = saidOf(group)
  if (!said) throw new Error('nothing said')
  const post = {
    postId: '0'.repeat(26),
    communityId: 'ABCDEF',
    kind: 'group_buy' as const,
    state: 'refused' as const,
    author: '3栋 王女士',
    from: '北京',
    pictures: [],
    at: '2026-11-22T04:00:00.000Z',
    likes: 0,
    replies: 0,
    liked: false,
    followed: false,
    mine: true,
    may: [],
    version: 2,
    ...said,
  }
  expect(saidOf(formOf(post))).toEqual(said)
})
