import { NoticeText } from '@linli/shared/notices/schema'
import { expect, test } from 'vitest'
import { datesWrong, linesOf, type NoticeValues, textOf, untilAs, usualUntil, valuesOf } from './notice-values'

const fileId = '0'.repeat(26)
const values: NoticeValues = {
  category: 'notice',
  title: '电梯年检',
  publisher: { kind: 'office', name: '物业服务中心', phone: '010-88880000' },
  scope: 'units',
  buildings: [],
  units: ['3/2', '会所/0'],
  blocks: [
    { kind: 'heading', text: '时间' },
    { kind: 'list', text: '9 点\n\n 11 点 ' },
    { kind: 'picture', text: '停用的电梯', fileId },
  ],
  attachments: [{ fileId, name: '年检报告' }],
  until: '2026-11-30',
}
const now = '2026-11-22T04:00:00.000Z'

test('what is typed becomes what the contract takes, and the other way round', () => {
  const text = NoticeText.parse(textOf(values))
  expect(text.blocks[1]).toEqual({ kind: 'list', items: ['9 点', '11 点'] })
  expect(text.scope).toEqual({
    kind: 'units',
    units: [
      { building: '3', unit: '2' },
      { building: '会所', unit: '0' },
    ],
  })
  const kept = {
    ...text,
    noticeId: fileId,
    communityId: 'ABCDEF',
    state: 'draft',
    pinned: false,
    createdAt: now,
  } as const
  const rest = {
    createdBy: '小林',
    version: 1,
    pictures: [],
    figures: { read: 0, confirmed: 0, objections: 0 },
    may: [],
  }
  const shown = {
    ...kept,
    ...rest,
    attachments: text.attachments.map(each => ({ ...each, url: '', kind: 'document' as const })),
  }
  expect(textOf(valuesOf(shown))).toEqual(text)
  expect(linesOf(' \n')).toEqual([])
})

test('dates that publishing would refuse are said beside the field that is wrong', () => {
  expect(datesWrong(values, now)).toBeUndefined()
  expect(datesWrong({ ...values, until: '2026-11-21' }, now)).toEqual({
    field: 'until',
    why: '截止日期早于发布日期',
  })
  const disclosure = { ...values, category: 'disclosure' as const }
  expect(datesWrong(disclosure, now)?.field).toBe('objectionsUntil')
  expect(datesWrong({ ...disclosure, objectionsUntil: '2026-12-01' }, now)?.why).toBe('异议截止日期晚于公告的截止日期')
  // A period that was typed before the category was changed is not sent.
  expect(datesWrong({ ...values, objectionsUntil: '2026-12-01' }, now)).toBeUndefined()
})

test('an emergency is over tomorrow unless somebody chose another day', () => {
  const usual = { category: 'notice' as const, until: usualUntil('notice', '2026-11-22') }
  const urgent = { category: 'emergency' as const, until: untilAs(usual, 'emergency', '2026-11-22') }
  expect([usual.until, urgent.until]).toEqual(['2026-12-22', '2026-11-23'])
  expect(untilAs(urgent, 'outage', '2026-11-22')).toBe('2026-12-22')
  expect(untilAs({ ...urgent, until: '2026-11-30' }, 'notice', '2026-11-22')).toBe('2026-11-30')
})
