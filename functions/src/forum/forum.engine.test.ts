import { complaintsApi } from '@linli/shared/complaints/api'
import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { formatDateTime } from '@linli/shared/time'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { callAs, sentenceOf } from '../../test/call'
import { type Neighbour, openNeighbours } from '../../test/forum'
import { routes as complaints } from '../complaints/routes'
import { makeContext } from '../context'
import { mediaKey } from '../files/media-store'
import { makeApp } from '../http'
import { deleteAccount } from '../identity/delete-account'
import { notMuted } from './mutes'
import { runForumClock } from './run-clock'
import { postKey } from './store'
import { unwantedKey } from './unwanted'
import { waitingPosts } from './waiting-posts'

const { world, author, reader } = await openNeighbours()

const here = () => ({ communityId: world.communityId })
const shelf = async (name: 'review' | 'reported' | 'appeals' | 'down') => {
  const { items } = (await callAs(world.app, world.clerk, desk.shelf, { ...here(), shelf: name })).ok()
  return items
}

const mute = async (who: Neighbour, postId: string) => {
  const made = await world.mute(postId)
  expect(made.accountId).toBe(who.accountId)
  return made
}

it('what passes the check is published, with name and province; the author is told, and liked once by each', async () => {
  const { postId } = (await world.say(author, '地库的灯坏了，大家注意', { topic: '停车' })).ok()
  expect(await world.texts(reader)).toEqual([])
  expect((await world.own(author, postId))?.state).toBe('pending')
  await world.work()
  const { items } = (await callAs(world.app, reader, api.list, { ...world.at(reader), topic: '停车' })).ok()
  expect(items).toMatchObject([{ postId, author: '3栋 王女士', from: '未知', state: 'approved', mine: false }])
  expect((await world.told(author)).map(({ kind, title }) => [kind, title])).toEqual([
    ['post_decided', '您的内容发布了'],
  ])
  const like = (on: boolean) => callAs(world.app, reader, api.like, { ...world.one(reader, postId), on })
  await Promise.all([like(true), like(true), like(true)])
  await world.work()
  const seen = (await callAs(world.app, reader, api.get, world.one(reader, postId))).ok()
  expect(seen.post).toMatchObject({ likes: 1, liked: true })
  await like(false)
  await world.work()
  expect((await callAs(world.app, reader, api.get, world.one(reader, postId))).ok().post).toMatchObject({ likes: 0 })
})

it('doubtful words wait for a person, who lets them pass or refuses with a listed reason; an appeal is decided', async () => {
  const { postId } = await world.said(author, '团购车厘子请加微信')
  expect(await shelf('review')).toMatchObject([{ postId, why: 'unsure', textVerdict: 'review', roomCode: '3-2-1501' }])
  const decide = (more: object) =>
    callAs(world.app, world.clerk, desk.decide, { ...world.atDesk(postId), round: 1, allow: false, ...more })
  expect(sentenceOf(await decide({}))).toBe('请选择原因')
  expect(sentenceOf(await decide({ round: 2, allow: true }))).toBe('作者刚刚改过，请再看一眼')
  // Two decide at once: one does, and the other is told.
  const both = await Promise.all([decide({ reason: 'advert' }), decide({ reason: 'advert' })])
  expect(both.map(({ code }) => code).sort()).toEqual(['forum.refused', 'ok'])
  const slower = both.find(({ code }) => code !== 'ok')
  expect(slower && sentenceOf(slower)).toBe('同事已经处理过了，现在是「没有发出去」')
  await world.work()
  expect(await world.own(author, postId)).toMatchObject({ state: 'refused', decision: { reason: 'advert' } })
  ;(await callAs(world.app, author, api.appeal, { ...world.one(author, postId), text: '不是广告，是邻居一起买' })).ok()
  expect(await shelf('appeals')).toMatchObject([{ postId, appeal: { text: '不是广告，是邻居一起买' } }])
  const answer = { ...world.atDesk(postId), restore: true, text: '核实过了' }
  expect((await callAs(world.app, world.clerk, desk.answerAppeal, answer)).code).toBe('access.forbidden')
  ;(await callAs(world.app, world.manager, desk.answerAppeal, answer)).ok()
  await world.work()
  expect(await world.texts(reader)).toContain('团购车厘子请加微信')
  const { post } = (await callAs(world.app, reader, api.get, world.one(reader, postId))).ok()
  expect(post).not.toHaveProperty('appeal')
})

it('replies are counted and told to the author and who follows, once; under what is hidden there are none', async () => {
  const { postId } = await world.said(author, '谁家有梯子借用一下')
  const third = await world.neighbour('7-1-301')
  ;(await callAs(world.app, third, api.follow, { ...world.one(third, postId), on: true })).ok()
  const reply = { ...world.one(reader, postId), text: '我家有，晚上来拿', calledAs: 'mr' as const }
  const { postId: replyId } = (await callAs(world.app, reader, api.reply, reply)).ok()
  expect((await callAs(world.app, third, api.get, world.one(third, postId))).ok().items).toEqual([])
  await world.work()
  // A reply is written once: an edit would have a post's length, and pictures.
  const longer = { ...world.one(reader, replyId), text: '长'.repeat(501), version: 2 }
  expect(sentenceOf(await callAs(world.app, reader, api.edit, longer))).toBe('回复不能置顶，也不能修改')
  const { post, items } = (await callAs(world.app, third, api.get, world.one(third, postId))).ok()
  expect([post.replies, items.map(({ text }) => text), post.followed]).toEqual([1, ['我家有，晚上来拿'], true])
  for (const who of [author, third])
    expect((await world.told(who)).filter(({ kind }) => kind === 'post_reply')).toMatchObject([
      { text: '5栋 王先生回复了，点开看看' },
    ])
  expect((await world.told(reader)).filter(({ kind }) => kind === 'post_reply')).toEqual([])
  expect((await callAs(world.app, third, api.get, world.one(third, replyId))).code).toBe('record.not_found')

  // Let pass, and out of sight again before anybody was told of it.
  const pass = (id: string) =>
    callAs(world.app, world.clerk, desk.decide, { ...world.atDesk(id), round: 1, allow: true })
  const hide = (id: string, on: boolean) => callAs(world.app, world.clerk, desk.hide, { ...world.atDesk(id), on })
  for (const itself of [true, false]) {
    const doubtful = (await callAs(world.app, reader, api.reply, { ...reply, text: '晚上加微信' })).ok()
    await world.work()
    ;(await pass(doubtful.postId)).ok()
    ;(await hide(itself ? doubtful.postId : postId, true)).ok()
    await world.work()
    expect((await world.told(third)).filter(({ kind }) => kind === 'post_reply')).toHaveLength(1)
    ;(await callAs(world.app, reader, api.remove, world.one(reader, doubtful.postId))).ok()
  }
  ;(await hide(postId, false)).ok()
  await world.work()
  expect((await callAs(world.app, third, api.get, world.one(third, postId))).ok().post.replies).toBe(1)

  // Let pass under what was hidden meanwhile: its author is not told that neighbours see it.
  const late = (await callAs(world.app, reader, api.reply, { ...reply, text: '明天加微信' })).ok()
  await world.work()
  ;(await hide(postId, true)).ok()
  const before = (await world.told(reader)).length
  ;(await pass(late.postId)).ok()
  await world.work()
  const news = await world.told(reader)
  expect(news.length).toBe(before + 1)
  expect(news).toContainEqual(
    expect.objectContaining({
      title: '您的回复通过了',
      text: '您回复的那条现在看不到，它恢复后邻居才能看到您的回复',
    }),
  )
  // Back in sight, who wrote it and who follows it hear of what was answered meanwhile.
  const heard = async () => (await world.told(third)).filter(({ kind }) => kind === 'post_reply').length
  const untold = await heard()
  ;(await hide(postId, false)).ok()
  await world.work()
  expect(await heard()).toBe(untold + 1)
  ;(await callAs(world.app, reader, api.remove, world.one(reader, late.postId))).ok()
  await world.work()

  ;(await callAs(world.app, world.clerk, desk.hide, { ...world.atDesk(postId), on: true })).ok()
  await world.work()
  expect((await callAs(world.app, third, api.get, world.one(third, postId))).code).toBe('record.not_found')
  expect((await callAs(world.app, third, api.like, { ...world.one(third, replyId), on: true })).code).toBe(
    'record.not_found',
  )
  expect(
    (await callAs(world.app, third, api.reply, { ...world.one(third, postId), text: '还在吗', calledAs: 'ms' })).code,
  ).toBe('record.not_found')
  ;(await callAs(world.app, world.clerk, desk.hide, { ...world.atDesk(postId), on: false })).ok()
  await world.work()
  expect(await world.texts(third)).toContain('谁家有梯子借用一下')
})

it('a report brings the office, which dismisses it or takes the post down; who is muted says nothing', async () => {
  const { postId } = await world.said(author, '八栋的人没有素质')
  const report = { ...world.one(reader, postId), reason: 'abuse' as const, note: '骂人' }
  for (const note of ['骂人', '又想了想']) (await callAs(world.app, reader, api.report, { ...report, note })).ok()
  expect(sentenceOf(await callAs(world.app, author, api.report, { ...report, ...world.one(author, postId) }))).toBe(
    '不能举报自己发的',
  )
  expect((await shelf('reported')).map(post => post.postId)).toEqual([postId])
  const shown = (await callAs(world.app, world.clerk, desk.show, world.atDesk(postId))).ok()
  expect(shown.reports).toMatchObject([{ reason: 'abuse', note: '骂人' }])
  ;(await callAs(world.app, world.clerk, desk.takeDown, { ...world.atDesk(postId), reason: 'abuse' })).ok()
  await world.work()
  expect([await world.texts(reader), await shelf('reported')]).toEqual([expect.not.arrayContaining([shown.text]), []])
  const news = { title: '您的内容被下架了', text: '原因：辱骂或攻击他人，有不同意见可以申诉' }
  expect(await world.told(author)).toContainEqual(expect.objectContaining(news))

  const { accountId, ...made } = await mute(author, postId)
  const until = formatDateTime(made.until)
  const muted = `${until} 前不能发言，原因：多次辱骂邻居。有不同意见，可以提交投诉，或打电话给物业`
  expect(sentenceOf(await world.say(author, '我不服'))).toBe(muted)
  const face = async () => (await callAs(world.app, author, api.face, world.at(author))).ok().muted
  expect(await face()).toEqual({ until: made.until, reason: made.reason })
  await world.work()
  expect(await world.told(author)).toContainEqual(expect.objectContaining({ title: '您暂时不能发言', text: muted }))
  const reply = { ...world.one(author, postId), text: '我不服', calledAs: 'ms' as const }
  expect((await callAs(world.app, author, api.reply, reply)).code).toBe('forum.muted')
  ;(await callAs(world.app, world.clerk, desk.unmute, { ...here(), accountId })).ok()
  expect([(await world.say(author, '对不起')).code, await face()]).toEqual(['ok', undefined])
  await world.work()
  expect(await world.told(author)).toContainEqual(expect.objectContaining({ title: '您可以发言了' }))
})

it('three posts are pinned before the others, never a fourth, and one that goes out of sight makes room', async () => {
  const posts: { postId: string }[] = []
  for (const text of ['置顶一', '置顶二', '置顶三', '置顶四']) posts.push(await world.said(reader, text))
  const change = (endpoint: typeof desk.pin | typeof desk.hide, i: number, on = true) =>
    callAs(world.app, world.clerk, endpoint, { ...world.atDesk(posts[i]?.postId ?? ''), on })
  const atOnce = await Promise.all([0, 1, 2, 3].map(i => change(desk.pin, i)))
  const [left = 0, ...others] = [0, 1, 2, 3].filter(i => atOnce[i]?.code !== 'ok')
  expect(others).toEqual([])
  expect(sentenceOf(await change(desk.pin, left))).toBe('最多置顶 3 条，请先取消一条')
  const [last = ''] = (await world.texts(author)).slice(3)
  expect(last).toBe(`置顶${'一二三四'[left]}`)
  // Hidden it is pinned no more, also when it is back; the place is free at once.
  const [first = 0, second = 0] = [0, 1, 2, 3].filter(i => i !== left)
  for (const on of [true, false]) (await change(desk.hide, first, on)).ok()
  ;(await change(desk.pin, left)).ok()
  expect((await change(desk.pin, first)).code).toBe('forum.refused')
  ;(await change(desk.pin, second, false)).ok()
  expect((await change(desk.pin, first)).ok().pinned).toBe(true)
})

it('a suggestion is a complaint of that kind at once, whether or not neighbours see it', async () => {
  const { complaint } = (await world.say(author, '建议地库加装充电桩，加微信', { kind: 'suggestion' })).ok()
  const app = makeApp(world.deps, complaints)
  const { complaintId = '', number } = complaint ?? {}
  const mine = (await callAs(app, author, complaintsApi.getMine, { ...world.at(author), complaintId })).ok()
  expect(mine).toMatchObject({ kind: 'suggestion', number, text: '建议地库加装充电桩，加微信', dueOn: '2026-11-29' })
})

it('the office finds what is published, and its morning counts what waits for it', async () => {
  const [first, second] = [await world.said(author, '谁丢了蓝色雨伞'), await world.said(author, '蓝色雨伞还在岗亭')]
  await world.said(author, '蓝色雨伞，加微信')
  const find = (q: string, shelf: 'published' | 'review' = 'published') =>
    callAs(world.app, world.clerk, desk.shelf, { communityId: world.communityId, shelf, q })
  expect((await find('蓝色雨伞')).ok().items.map(({ postId }) => postId)).toEqual([second.postId, first.postId])
  expect(sentenceOf(await find('蓝色雨伞', 'review'))).toBe('只能在已发布的里查找')

  const report = { ...world.one(reader, first.postId), reason: 'flood' as const }
  ;(await callAs(world.app, reader, api.report, report)).ok()
  ;(await callAs(world.app, world.clerk, desk.takeDown, { ...world.atDesk(second.postId), reason: 'flood' })).ok()
  ;(await callAs(world.app, author, api.appeal, { ...world.one(author, second.postId), text: '不是刷屏' })).ok()
  const before = world.reads()
  const counted = await waitingPosts(world.place.ctx, world.communityId)
  expect(world.reads() - before).toBe(1)
  const shelves = { posts_to_review: 'review', reported_posts: 'reported', post_appeals: 'appeals' } as const
  for (const { kind, count, oldest } of counted) {
    const asked = { communityId: world.communityId, shelf: shelves[kind] }
    const { items } = (await callAs(world.app, world.clerk, desk.shelf, asked)).ok()
    expect([kind, count]).toEqual([kind, items.length])
    const since = items[0] && (items[0].waitingSince ?? items[0].reportedAt ?? items[0].appeal?.at)
    expect([kind, oldest]).toEqual([kind, since])
  }
  expect(counted.every(({ count }) => count > 0)).toBe(true)
})

it('what a deleted account said stays without a name; what nobody sees goes after its time, with its pictures', async () => {
  const leaving = await world.neighbour('9-1-901')
  const { postId } = await world.said(leaving, '搬家了，祝大家好')
  const other = await world.said(author, '给楼上点赞')
  ;(await callAs(world.app, leaving, api.like, { ...world.one(leaving, other.postId), on: true })).ok()
  ;(
    await callAs(world.app, leaving, api.unwant, { ...world.one(leaving, other.postId), what: 'author', on: true })
  ).ok()
  await world.work()
  await mute(leaving, postId)
  const who = { kind: 'account' as const, accountId: leaving.accountId, sessionKey: '', homes: [] }
  await deleteAccount(makeContext(world.deps, who, [`A#${leaving.accountId}#`]))
  await world.work()
  expect((await callAs(world.app, world.clerk, desk.mutes, here())).ok().items).toEqual([])
  const own = makeContext(world.deps, { kind: 'system' }, [`A#${leaving.accountId}#`])
  expect(await own.db.get(unwantedKey(leaving.accountId, world.communityId), z.unknown())).toBeUndefined()
  const { post } = (await callAs(world.app, reader, api.get, world.one(reader, postId))).ok()
  expect([post.author, post.from, post.text]).toEqual(['已注销用户', '', '搬家了，祝大家好'])
  const { accountId, roomCode } = (await callAs(world.app, world.clerk, desk.show, world.atDesk(postId))).ok()
  expect([accountId, roomCode]).toEqual([undefined, undefined])
  expect((await callAs(world.app, reader, api.get, world.one(reader, other.postId))).ok().post.likes).toBe(0)

  const gone = await world.said(author, '马上要删的', { fileIds: [await world.photo(author)] })
  ;(await callAs(world.app, author, api.remove, world.one(author, gone.postId))).ok()
  await world.work()
  expect(await world.own(author, gone.postId)).toBeUndefined()
  const down = await world.said(author, '下架以后')
  const reply = { ...world.one(reader, down.postId), text: '跟着走', calledAs: 'mr' as const }
  const { postId: replyId } = (await callAs(world.app, reader, api.reply, reply)).ok()
  await world.work()
  ;(await callAs(world.app, world.clerk, desk.takeDown, { ...world.atDesk(down.postId), reason: 'flood' })).ok()
  const left = async () => {
    const keys = [gone.postId, down.postId, replyId, postId].map(id => postKey(world.atDesk(id)))
    return (await world.place.ctx.db.getMany(keys, z.unknown())).map(each => each !== undefined)
  }
  const later = async (days: number) => {
    world.deps.clock.advance(days * 86_400_000)
    world.deps.world.settle()
    await runForumClock(world.deps)
  }
  const speaking = () => notMuted(world.place.ctx, world.communityId, author.accountId)
  await mute(author, down.postId)
  await expect(speaking()).rejects.toMatchObject({ code: 'forum.muted' })
  await later(179)
  await expect(speaking()).resolves.toBeDefined()
  expect(await left()).toEqual([true, true, true, true])
  await later(2)
  expect(await left()).toEqual([false, false, false, true])
  const media = z.object({ gs3pk: z.string() })
  for (const { fileId } of gone.pictures)
    expect(await world.place.ctx.db.get(mediaKey(world.communityId, fileId), media)).toBeDefined()
})
