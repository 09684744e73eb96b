import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  inNoticeOrder,
  isForHome,
  mayDoNotice,
  noticeMoves,
  noticeTimers,
  decideNotice,
  takesObjections,
  type NoticeActor,
} from './rules'
import { NoticeBlocks, NoticeEvent, type NoticeScope, NoticeState, NoticeText } from './schema'
import { noticeEventNames, scopeWords } from './words'

const now = '2026-11-22T04:00:00.000Z'
const facts = { category: 'notice' as const, until: '2026-11-30', state: 'draft' as const }
const actors: NoticeActor[] = ['publisher', 'timer']
const tried = (event: NoticeEvent, wish: Partial<Parameters<typeof decideNotice>[2]> = {}, at?: string) =>
  decideNotice(event, ['publisher'], { ...facts, ...wish }, { now, at })
const why = (...asked: Parameters<typeof tried>) => {
  const answer = tried(...asked)
  return answer.ok ? answer.to : answer.why
}

test('the table is total, and whatever is not in it is refused with a sentence', () => {
  expect(Object.keys(noticeMoves).toSorted()).toEqual([...NoticeEvent.options].toSorted())
  fc.assert(
    fc.property(
      fc.constantFrom(...NoticeEvent.options),
      fc.subarray(actors, { minLength: 1 }),
      fc.constantFrom(...NoticeState.options),
      (event, who, state) => {
        const { by, from, to, guards = [] } = noticeMoves[event]
        const answer = decideNotice(event, who, { ...facts, state }, { now, at: '2026-11-23T01:00:00.000Z' })
        const inTable = by.some(actor => who.includes(actor)) && from.includes(state)
        if (!inTable) expect(answer.ok).toBe(false)
        if (answer.ok) expect(answer.to).toBe(to === 'same' ? state : to)
        else expect(answer.why.length).toBeGreaterThan(4)
        if (inTable && guards.length === 0) expect(answer.ok).toBe(true)
        expect(noticeEventNames[event].length).toBeGreaterThan(1)
      },
    ),
  )
})

test('nothing leads back from what is over, and what is published is not rewritten', () => {
  for (const state of ['expired', 'withdrawn'] as const)
    expect(mayDoNotice(actors, { ...facts, state }, now)).toEqual(['answer'])
  expect(mayDoNotice(['publisher'], { ...facts, state: 'published' }, now)).not.toContain('edit')
})

test('dates that do not fit are refused, by the calendar of Beijing', () => {
  expect(why('publish')).toBe('published')
  expect(why('publish', { until: '2026-11-22' })).toBe('published')
  expect(why('publish', { until: '2026-11-21' })).toBe('截止日期早于发布日期')
  expect(why('publish', { until: '2027-11-24' })).toBe('截止日期最多在一年以内')
  expect(why('publish', { category: 'disclosure' })).toBe('公示要写明异议截止日期')
  expect(why('publish', { objectionsUntil: '2026-11-25' })).toBe('只有公示收异议')
  const disclosure = (objectionsUntil: string) => why('publish', { category: 'disclosure', objectionsUntil })
  expect(['2026-11-21', '2026-12-01', '2026-11-22'].map(disclosure)).toEqual([
    '异议截止日期早于发布日期',
    '异议截止日期晚于公告的截止日期',
    'published',
  ])
  expect(why('schedule', {}, now)).toBe('发布时间要晚于现在')
  // 23:59 in Beijing is still the last day, 00:00 is not.
  expect(why('schedule', {}, '2026-11-30T15:59:00.000Z')).toBe('scheduled')
  expect(why('schedule', {}, '2026-11-30T16:00:00.000Z')).toBe('截止日期早于发布日期')
  const reminded = { state: 'published' as const, remindedAt: '2026-11-22T03:30:00.000Z' }
  expect(why('remind', reminded)).toBe('刚刚提醒过，请过一会儿再提醒')
  expect(why('remind', { ...reminded, category: 'emergency', remindedAt: '2026-11-22T03:00:00.000Z' })).toBe(
    'published',
  )
})

test('clocks: published at its moment, over at the midnight after its last day', () => {
  const startsAt = '2026-11-23T01:00:00.000Z'
  expect(noticeTimers({}, noticeMoves.schedule, { until: '2026-11-30', startsAt })).toEqual({ publish_due: startsAt })
  expect(noticeTimers({ publish_due: startsAt }, noticeMoves.publish_due, { until: '2028-02-29' })).toEqual({
    expire: '2028-02-29T16:00:00.000Z',
  })
  expect(noticeTimers({ publish_due: startsAt }, noticeMoves.unschedule, facts)).toEqual({})
})

test('the clock’s own steps are nobody else’s; what is taken down has no clock left; a period holds through its last day', () => {
  expect(why('publish_due', { state: 'scheduled' })).toBe('这一步不能由您来做')
  expect(why('expire', { state: 'published' })).toBe('这一步不能由您来做')
  expect(noticeTimers({ publish_due: now }, noticeMoves.withdraw, facts)).toEqual({})
  const period = { objectionsUntil: '2026-11-25' }
  expect(['2026-11-25', '2026-11-26'].map(day => takesObjections(period, day))).toEqual([true, false])
  expect(takesObjections({}, '2026-11-25')).toBe(false)
})

test('a home is in its building and unit, and in no other', () => {
  const scope: NoticeScope = { kind: 'units', units: [{ building: '3', unit: '2' }] }
  expect(['3-2-1501', '3-12-1501', '3-1-1501', '13-2-1501'].map(code => isForHome(scope, code))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(isForHome({ kind: 'buildings', buildings: ['3'] }, '3-1-101')).toBe(true)
  expect(isForHome({ kind: 'buildings', buildings: ['3'] }, '33-1-101')).toBe(false)
  expect([scopeWords(scope), scopeWords({ kind: 'buildings', buildings: ['3', '会所'] })]).toEqual([
    '3栋2单元',
    '3栋、会所',
  ])
})

test('emergencies first, then what is pinned, then the newest', () => {
  const of = (category: 'notice' | 'emergency', pinned: boolean, publishedAt: string) => ({
    category,
    pinned,
    publishedAt,
  })
  const all = [of('notice', false, '2'), of('notice', true, '1'), of('notice', false, '3'), of('emergency', false, '0')]
  expect(all.toSorted(inNoticeOrder).map(({ publishedAt }) => publishedAt)).toEqual(['0', '1', '3', '2'])
})

test('text is text: too long, hidden characters, too many pictures are refused in a sentence; tags are letters', () => {
  const said = (blocks: unknown) => NoticeBlocks.safeParse(blocks).error?.issues[0]?.message
  const paragraph = (text: string) => ({ kind: 'paragraph', text })
  expect(NoticeBlocks.parse([paragraph('<script>alert(1)</script>')])[0]).toEqual(
    paragraph('<script>alert(1)</script>'),
  )
  expect(said([paragraph('停\u200b水')])).toBe('正文里有看不见的字符，请重新输入')
  expect(said([paragraph('停\u202e水')])).toBe('正文里有看不见的字符，请重新输入')
  expect(said([{ kind: 'heading', text: '停水\n通知' }])).toBe('小标题要写在一行里')
  expect(said([paragraph('水'.repeat(2_001))])).toBe('正文最多 2000 字')
  expect(said(Array(6).fill(paragraph('水'.repeat(2_000))))).toBe('正文最多 10000 字')
  expect(said([])).toBe('请填写正文')
  const picture = (i: number) => ({ kind: 'picture', fileId: String(i).padStart(26, '0'), caption: '水箱' })
  expect(said(Array.from({ length: 10 }, (_, i) => picture(i)))).toBe('最多 9 张图片')
  expect(said([picture(1), picture(1)])).toBe('同一张图片只放一次')
  expect(said([{ ...picture(1), src: 'https://evil' }])).toBe(undefined)
  expect(NoticeBlocks.parse([{ ...picture(1), src: 'https://evil' }])).toEqual([picture(1)])
  const attachments = Array.from({ length: 6 }, (_, i) => ({ fileId: String(i).padStart(26, '0'), name: '甲' }))
  expect(NoticeText.shape.attachments.safeParse(attachments).error?.issues[0]?.message).toBe('最多 5 个附件')
})
