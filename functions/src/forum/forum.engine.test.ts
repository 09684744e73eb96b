import { complaintsApi } from '@linli/shared/complaints/api'
import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { callAs, sentenceOf } from '../../test/call'
import { type ForumWorld, type Neighbour, openForumWorld } from '../../test/forum'
import { routes as complaints } from '../complaints/routes'
import { makeApp } from '../http'
import { CheckBody, checkPost, partsOf } from './check-post'
import { forgetAuthor } from './forget-author'
import { pushService } from './push-callback'
import { pushSignature } from './push-crypt'
import { runForumClock } from './run-clock'
import { postKey } from './store'

let world: ForumWorld
let author: Neighbour
let reader: Neighbour
beforeAll(async () => {
  world = await openForumWorld()
  author = await world.neighbour('3-2-1501')
  reader = await world.neighbour('5-1-101')
})
afterAll(() => world.stop())

const here = () => ({ communityId: world.communityId })
const shelf = async (name: 'review' | 'reported' | 'appeals' | 'down') => {
  const { items } = (await callAs(world.app, world.clerk, desk.shelf, { ...here(), shelf: name })).ok()
  return items
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
})

it('risky is refused though errcode is 0; an absent author and a checker that is down bring a person', async () => {
  const risky = await world.said(author, '附近可以办证')
  expect(await world.own(author, risky.postId)).toMatchObject({ state: 'refused', decision: { reason: 'checked' } })
  world.gateway.control.fault({ kind: 'author-absent' })
  const absent = await world.said(author, '早上好甲')
  world.gateway.control.fault({ kind: 'system-error', match: '/wxa/msg_sec_check' })
  const down = await world.said(author, '早上好乙')
  const waiting = Object.fromEntries((await shelf('review')).map(({ postId, why }) => [postId, why]))
  expect([waiting[absent.postId], waiting[down.postId]]).toEqual(['author_absent', 'checker_down'])
  for (const text of ['附近可以办证', '早上好甲', '早上好乙']) expect(await world.texts(reader)).not.toContain(text)
})

it('a long text is looked at in parts, and its end counts', async () => {
  expect(partsOf('长'.repeat(3_000)).map(part => part.length)).toEqual([2_500, 550])
  const { postId } = await world.said(author, `${'长'.repeat(2_900)}赌博`)
  expect((await world.own(author, postId))?.state).toBe('refused')
})

it('a picture’s verdict comes by a signed push: forged, foreign and doubled ones change nothing more', async () => {
  const { control } = world.gateway
  const fileIds = [await world.photo(author), await world.photo(author)]
  control.fault({ kind: 'push-wrong-signature' })
  const { postId } = await world.said(author, '今天的晚霞', { fileIds }, 1)
  // One verdict of two was signed by somebody else: it is sent again, and only then all have passed.
  expect((await world.own(author, postId))?.state).toBe('pending')
  world.deps.clock.advance(6_000)
  await world.work()
  expect(await world.own(author, postId)).toMatchObject({ state: 'approved', pictures: [{}, {}] })
  expect(control.pushes().map(({ statuses }) => statuses)).toContainEqual([403, 200])

  const { version } = (await world.own(author, postId)) ?? {}
  for (const { traceId } of control.pushes()) await control.pushAgain(traceId)
  expect((await world.own(author, postId))?.version).toBe(version)

  control.fault({ kind: 'push-duplicate' })
  control.fault({ kind: 'push-wrong-appid' })
  control.fault({ kind: 'picture-risky' })
  const bad = await world.said(author, '不该出现的照片', { fileIds: [await world.photo(author)] }, 1)
  world.deps.clock.advance(6_000)
  await world.work()
  expect((await world.own(author, bad.postId))?.state).toBe('refused')
})

it('an hour without a verdict brings a person, and the late verdict publishes nothing', async () => {
  world.gateway.control.fault({ kind: 'push-delay', ms: 4_000_000 })
  const { postId } = await world.said(author, '等了很久的照片', { fileIds: [await world.photo(author)] }, 1)
  world.deps.clock.advance(3_660_000)
  world.deps.world.settle()
  await Promise.all([runForumClock(world.deps), runForumClock(world.deps)])
  expect((await shelf('review')).find(post => post.postId === postId)).toMatchObject({ why: 'no_verdict' })
  world.deps.clock.advance(400_000)
  await world.work()
  expect((await world.own(author, postId))?.state).toBe('pending')
  const [kept] = (await shelf('review')).filter(post => post.postId === postId)
  expect(Object.values(kept?.pictureVerdicts ?? {})).toEqual(['pass'])
})

it('the push address proves that it is ours, and takes nothing that is not WeChat’s', async () => {
  const serve = pushService(world.deps)
  const ask = (method: string, query: string, body = '') =>
    serve({
      method,
      path: '/callbacks/wechat-push',
      query,
      header: () => undefined,
      text: () => Promise.resolve(body),
    })
  const { token } = world.gateway.control.pushKeys()
  const signature = pushSignature([token, '1', '2'])
  expect((await ask('GET', `signature=${signature}&timestamp=1&nonce=2&echostr=hello`)).body).toBe('hello')
  expect((await ask('GET', `signature=${signature}&timestamp=1&nonce=3&echostr=hello`)).status).toBe(403)
  expect((await ask('POST', `signature=${signature}&timestamp=1&nonce=2`, '{}')).status).toBe(400)
  // Signed over timestamp and nonce alone, as the address's test is: the sealed part has to be signed too.
  const sealed = JSON.stringify({ Encrypt: 'AAAA' })
  expect((await ask('POST', `msg_signature=${signature}&timestamp=1&nonce=2`, sealed)).status).toBe(403)
  const whole = pushSignature([token, '1', '2', 'AAAA'])
  expect((await ask('POST', `msg_signature=${whole}&timestamp=1&nonce=2`, sealed)).status).toBe(403)
})

it('an edit is out of sight until it passed, and a verdict of the former words does not publish it', async () => {
  const { postId } = await world.said(author, '周六一起打球')
  expect(await world.texts(reader)).toContain('周六一起打球')
  const before = await world.own(author, postId)
  const change = { ...world.one(author, postId), text: '周六打球，加微信', version: before?.version ?? 0 }
  ;(await callAs(world.app, author, api.edit, change)).ok()
  expect(await world.texts(reader)).not.toContain('周六一起打球')
  const stale = world.queued.find(({ type }) => type === 'forum.check')
  await checkPost(world.deps, CheckBody.parse({ ...stale, round: 1 }))
  expect((await world.own(author, postId))?.state).toBe('pending')
  await world.work()
  expect((await shelf('review')).map(post => post.postId)).toContain(postId)
  expect((await callAs(world.app, reader, api.edit, { ...change, ...world.at(reader) })).code).toBe('record.not_found')
})

it('replies are counted and told to the author and who follows, once; under what is hidden there are none', async () => {
  const { postId } = await world.said(author, '谁家有梯子借用一下')
  const third = await world.neighbour('7-1-301')
  ;(await callAs(world.app, third, api.follow, { ...world.one(third, postId), on: true })).ok()
  const reply = { ...world.one(reader, postId), text: '我家有，晚上来拿', calledAs: 'mr' as const }
  const { postId: replyId } = (await callAs(world.app, reader, api.reply, reply)).ok()
  expect((await callAs(world.app, third, api.get, world.one(third, postId))).ok().items).toEqual([])
  await world.work()
  const { post, items } = (await callAs(world.app, third, api.get, world.one(third, postId))).ok()
  expect([post.replies, items.map(({ text }) => text), post.followed]).toEqual([1, ['我家有，晚上来拿'], true])
  for (const who of [author, third])
    expect((await world.told(who)).filter(({ kind }) => kind === 'post_reply')).toMatchObject([
      { text: '5栋 王先生回复了，点开看看' },
    ])
  expect((await world.told(reader)).filter(({ kind }) => kind === 'post_reply')).toEqual([])

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
  ;(await callAs(world.app, reader, api.report, report)).ok()
  ;(await callAs(world.app, reader, api.report, report)).ok()
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

  const muting = { ...world.atDesk(postId), days: 3, reason: '多次辱骂邻居' }
  const { accountId } = (await callAs(world.app, world.clerk, desk.mute, muting)).ok()
  expect(accountId).toBe(author.accountId)
  expect(sentenceOf(await world.say(author, '我不服'))).toContain('多次辱骂邻居')
  const reply = { ...world.one(author, postId), text: '我不服', calledAs: 'ms' as const }
  expect((await callAs(world.app, author, api.reply, reply)).code).toBe('forum.muted')
  ;(await callAs(world.app, world.clerk, desk.unmute, { ...here(), accountId })).ok()
  expect((await world.say(author, '对不起')).code).toBe('ok')
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

it('kinds have their own fields, and refusals are sentences', async () => {
  const group = { item: '橙子', wanted: 10, until: '2026-12-01', pickUp: '东门', priceFen: 3_990 }
  expect((await world.say(reader, '一起买橙子', { kind: 'group_buy', group })).ok().group).toEqual(group)
  expect(sentenceOf(await world.say(reader, '一起买橙子', { kind: 'group_buy' }))).toContain('请写明团购的东西')
  expect(sentenceOf(await world.say(reader, '停车', { topic: '宠物2' }))).toBe('没有这个话题，请从列表里选')
  expect(sentenceOf(await world.say(reader, '看\u200B不见'))).toContain('看不见的字符')
  expect(sentenceOf(await world.say(reader, '照片', { fileIds: [await world.photo(author)] }))).toContain('传完')
  await world.work()
})

it('what a deleted account said stays without a name; what nobody sees goes after its time, with its pictures', async () => {
  const leaving = await world.neighbour('9-1-901')
  const { postId } = await world.said(leaving, '搬家了，祝大家好')
  const other = await world.said(author, '给楼上点赞')
  ;(await callAs(world.app, leaving, api.like, { ...world.one(leaving, other.postId), on: true })).ok()
  await world.work()
  await forgetAuthor(world.deps, { accountId: leaving.accountId })
  await forgetAuthor(world.deps, { accountId: leaving.accountId })
  await world.work()
  const { post } = (await callAs(world.app, reader, api.get, world.one(reader, postId))).ok()
  expect([post.author, post.text]).toEqual(['已注销用户', '搬家了，祝大家好'])
  expect((await callAs(world.app, reader, api.get, world.one(reader, other.postId))).ok().post.likes).toBe(0)

  const gone = await world.said(author, '马上要删的', { fileIds: [await world.photo(author)] })
  ;(await callAs(world.app, author, api.remove, world.one(author, gone.postId))).ok()
  await world.work()
  expect(await world.own(author, gone.postId)).toBeUndefined()
  world.deps.clock.advance(181 * 86_400_000)
  world.deps.world.settle()
  await runForumClock(world.deps)
  expect(await world.place.ctx.db.get(postKey(world.atDesk(gone.postId)), z.unknown())).toBeUndefined()
})
