import { expect, test } from 'vitest'
import { authorName, decidePost, mayDoPost, type PostActor, postMoves, saidProblem } from './rules'
import { PostEvent, PostState, PostText } from './schema'

const now = '2026-11-22T04:00:00.000Z'
const facts = (state: PostState, more = {}) => ({ state, kind: 'chat' as const, ...more })

test('who may do what, in every state', () => {
  const may = (actor: PostActor) =>
    Object.fromEntries(PostState.options.map(state => [state, mayDoPost([actor], facts(state), { now }).join(' ')]))
  expect(may('author')).toEqual({
    pending: 'edit remove',
    approved: 'edit remove',
    refused: 'edit appeal remove',
    hidden: 'remove',
    taken_down: 'appeal remove',
    appealed: 'remove',
    upheld: 'remove',
    deleted: '',
  })
  expect(may('moderator')).toEqual({
    pending: 'pass refuse',
    approved: 'hide take_down pin',
    refused: '',
    hidden: 'show take_down',
    taken_down: '',
    appealed: '',
    upheld: '',
    deleted: '',
  })
  expect(may('manager').appealed).toBe('restore uphold')
  expect(Object.entries(may('reader')).filter(([, events]) => events !== '')).toEqual([['approved', 'report']])
})

test('what others see is reached by a pass, a restoration or a second look alone; an edit leaves it', () => {
  const into = PostEvent.options.filter(event => postMoves[event].to === 'approved')
  expect(into).toEqual(['pass', 'show', 'restore'])
  expect(decidePost('edit', ['author'], facts('approved'), { now })).toMatchObject({ ok: true, to: 'pending' })
})

test('one appeal, within 15 days; a reply is not pinned, nor edited; a post not without end', () => {
  const late = facts('taken_down', { decision: { at: '2026-11-07T03:59:00.000Z' } })
  expect(decidePost('appeal', ['author'], late, { now })).toEqual({ ok: false, why: '过了 15 天，不能再申诉' })
  const again = facts('refused', { appeal: {} })
  expect(decidePost('appeal', ['author'], again, { now })).toEqual({ ok: false, why: '已经申诉过了' })
  const reply = { state: 'approved' as const, kind: 'reply' as const }
  expect(decidePost('pin', ['moderator'], reply, { now })).toEqual({ ok: false, why: '回复不能置顶，也不能修改' })
  expect(mayDoPost(['author'], reply, { now })).toEqual(['remove'])
  const edited = (round: number) => mayDoPost(['author'], facts('approved', { round }), { now })
  expect([edited(19), edited(20)]).toEqual([['edit', 'remove'], ['remove']])
})

test('each kind has its own fields, and no other', () => {
  const asked = { today: '2026-11-22', topics: ['停车'] }
  const group = { item: '橙子', wanted: 10, until: '2026-11-22', pickUp: '东门' }
  const found = { what: 'lost' as const, where: '地库', on: '2026-11-22' }
  const problem = (...[kind, said]: [Parameters<typeof saidProblem>[0], object]) =>
    saidProblem(kind, said, asked)?.message
  expect(problem('chat', { topic: '停车' })).toBeUndefined()
  expect(problem('group_buy', { group })).toBeUndefined()
  expect(problem('lost_found', { found })).toBeUndefined()
  expect(problem('chat', { topic: '宠物' })).toBe('没有这个话题，请从列表里选')
  expect(problem('group_buy', {})).toBe('请写明团购的东西、份数、截止日期和取货地点')
  expect(problem('chat', { group })).toBe('这一类不用填这些内容')
  expect(problem('group_buy', { group: { ...group, until: '2026-11-21' } })).toBe('截止日期已经过了，请重新选')
  expect(problem('lost_found', { found: { ...found, on: '2026-11-23' } })).toBe('日期在今天之后，请重新选')
})

test.each([
  ['x'.repeat(3_001), '内容最多 3000 字'],
  ['请看\u200B这里', '内容里有看不见的字符，请重新输入'],
  ['请看\u202E里这', '内容里有看不见的字符，请重新输入'],
  ['  ', '请填写内容'],
])('a text that is too long, or hides something, is refused in a sentence', (text, message) => {
  expect(PostText.safeParse(text).error?.issues[0]?.message).toBe(message)
})

test('a name is a building, a surname and how somebody wants to be called; a building that is a word stays', () => {
  expect(authorName({ roomCode: '3-2-1501', personName: '欧阳锋' }, 'mr')).toBe('3栋 欧阳先生')
  expect(authorName({ roomCode: '商用A-0-12', personName: '王芳' }, 'neighbour')).toBe('商用A 王邻居')
})
