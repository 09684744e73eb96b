import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { homeIn } from '../../test/actors'
import { callAs, sentenceOf } from '../../test/call'
import { openNeighbours } from '../../test/forum'
import { makeContext } from '../context'
import { ConditionFailed } from '../db'
import { mediaKey, mediaObjectKey } from '../files/media-store'
import { CheckBody, checkPost, partsOf } from './check-post'
import { grantsKey } from '../identity/homes'
import { judge } from './judge'
import { post } from './post'
import { pushService } from './push-callback'
import { pushSignature } from './push-crypt'
import { runForumClock } from './run-clock'
import { accountSaid } from './store'
import { expectVerdict, receiveVerdict } from './verdicts'

const { world, author, reader } = await openNeighbours()

const waiting = async () => {
  const asked = { communityId: world.communityId, shelf: 'review' as const }
  return (await callAs(world.app, world.clerk, desk.shelf, asked)).ok().items
}

it('risky is refused though errcode is 0; an absent author, a checker that is down, or none, bring a person', async () => {
  const risky = await world.said(author, '附近可以办证')
  expect(await world.own(author, risky.postId)).toMatchObject({ state: 'refused', decision: { reason: 'checked' } })
  world.gateway.control.fault({ kind: 'author-absent' })
  const absent = await world.said(author, '早上好甲')
  world.gateway.control.fault({ kind: 'system-error', match: '/wxa/msg_sec_check' })
  const down = await world.said(author, '早上好乙')
  world.gateway.control.fault({ kind: 'author-absent', match: 'picture of' })
  const unseen = await world.said(author, '早上好丙', { fileIds: [await world.photo(author)] })
  const elsewhere = await world.said(await world.neighbour('6-1-601', 'alipay'), '早上好丁')
  const whys = Object.fromEntries((await waiting()).map(({ postId, why }) => [postId, why]))
  const told = [absent, down, unseen, elsewhere].map(({ postId }) => whys[postId])
  expect(told).toEqual(['author_absent', 'checker_down', 'author_absent', 'no_checker'])
  for (const text of ['附近可以办证', '早上好甲', '早上好乙', '早上好丙', '早上好丁'])
    expect(await world.texts(reader)).not.toContain(text)
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

  // One picture is taken out: it is the sweeper's, and the other keeps its verdict.
  const [kept = '', left = ''] = fileIds
  const before = (await world.own(author, postId))?.version ?? 0
  const fewer = { ...world.one(author, postId), text: '今天的晚霞', fileIds: [kept], version: before }
  ;(await callAs(world.app, author, api.edit, fewer)).ok()
  await world.work()
  expect(await world.own(author, postId)).toMatchObject({ state: 'approved', pictures: [{ fileId: kept }] })
  const loose = async (fileId: string) =>
    (await world.place.ctx.db.get(mediaKey(world.communityId, fileId), z.object({ gs3pk: z.string().optional() })))
      ?.gs3pk
  expect([await loose(kept), await loose(left)]).toEqual([undefined, expect.stringContaining('G#media#')])

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

it('a verdict that is faster than the answer to the question counts, and one that nobody asked for does not', async () => {
  world.gateway.control.fault({ kind: 'push-delay', ms: 4_000_000 })
  const { postId } = await world.said(author, '很快的照片', { fileIds: [await world.photo(author)] }, 1)
  const [picture] = (await world.own(author, postId))?.pictures ?? []
  const asked = { ...world.atDesk(postId), round: 1, fileId: picture?.fileId ?? '' }
  await receiveVerdict(world.deps, 'told-first', 'review')
  expect((await waiting()).find(each => each.postId === postId)).toBeUndefined()
  await expectVerdict(world.deps, 'told-first', asked)
  expect((await waiting()).find(each => each.postId === postId)).toMatchObject({ why: 'unsure' })
})

it('a picture that the checker could not open is for a person, whatever its result says', async () => {
  const fileId = await world.photo(author)
  await world.deps.files.remove(mediaObjectKey({ communityId: world.communityId, fileId }))
  const { postId } = await world.said(author, '打不开的照片', { fileIds: [fileId] }, 1)
  world.deps.clock.advance(6_000)
  await world.work()
  expect((await waiting()).find(each => each.postId === postId)).toMatchObject({ why: 'unsure' })
  // What is no picture is none of its business.
  const { communityId, deps, place } = world
  const video = { fileId: deps.newId(), kind: 'video', communityId, by: author.accountId, state: 'ready' }
  await place.ctx.db.writeMany([{ put: { ...mediaKey(communityId, video.fileId), ...video } }])
  expect(sentenceOf(await world.say(author, '一段视频', { fileIds: [video.fileId] }))).toBe('这里只能放照片')
})

it('an hour without a verdict brings a person, and the late verdict publishes nothing', async () => {
  world.gateway.control.fault({ kind: 'push-delay', ms: 4_000_000 })
  const { postId } = await world.said(author, '等了很久的照片', { fileIds: [await world.photo(author)] }, 1)
  world.deps.clock.advance(3_660_000)
  world.deps.world.settle()
  await Promise.all([runForumClock(world.deps), runForumClock(world.deps)])
  expect((await waiting()).find(post => post.postId === postId)).toMatchObject({ why: 'no_verdict' })
  world.deps.clock.advance(400_000)
  await world.work()
  expect((await world.own(author, postId))?.state).toBe('pending')
  const [kept] = (await waiting()).filter(post => post.postId === postId)
  expect(Object.values(kept?.pictureVerdicts ?? {})).toEqual(['pass'])
})

it('what is hidden to look into it is back after three days, unless it was taken down for a reason by then', async () => {
  const [{ postId }, other] = [await world.said(author, '三个月没有换灯泡了'), await world.said(reader, '低价代开发票')]
  const report = { ...world.one(reader, postId), reason: 'rumour' as const }
  ;(await callAs(world.app, reader, api.report, report)).ok()
  for (const id of [postId, other.postId])
    (await callAs(world.app, world.clerk, desk.hide, { ...world.atDesk(id), on: true })).ok()
  const down = { ...world.atDesk(other.postId), reason: 'fraud' as const }
  ;(await callAs(world.app, world.clerk, desk.takeDown, down)).ok()
  const heard = async () => (await world.told(author)).filter(({ title }) => title === '您的内容恢复显示了').length
  const [now, before] = [world.deps.clock.nowMs, await heard()]
  const texts = async (ms: number) => {
    world.deps.clock.advance(ms)
    world.deps.world.settle()
    await Promise.all([runForumClock(world.deps), runForumClock(world.deps)])
    await world.work()
    return (await world.texts(reader)).filter(text => /灯泡|发票/.test(text))
  }
  expect(await texts(3 * 86_400_000 - 60_000)).toEqual([])
  expect(await texts(60_000)).toEqual(['三个月没有换灯泡了'])
  expect(await heard()).toBe(before + 1)
  // Nobody has said anything to the report yet.
  const reported = (
    await callAs(world.app, world.clerk, desk.shelf, { communityId: world.communityId, shelf: 'reported' })
  ).ok()
  expect(reported.items.map(each => each.postId)).toContain(postId)
  world.deps.clock.nowMs = now
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
  const late = await callAs(world.app, author, api.edit, { ...change, version: change.version - 1 })
  expect(late.code).toBe('record.changed')
  ;(await callAs(world.app, author, api.edit, change)).ok()
  expect(await world.texts(reader)).not.toContain('周六一起打球')
  const stale = world.queued.find(({ type }) => type === 'forum.check')
  await checkPost(world.deps, CheckBody.parse({ ...stale, round: 1 }))
  await judge(world.place.ctx, world.atDesk(postId), 1, { text: 'pass' })
  expect((await world.own(author, postId))?.state).toBe('pending')
  const under = { ...world.one(author, postId), text: '我自己先回一条', calledAs: 'ms' as const }
  expect((await callAs(world.app, author, api.reply, under)).code).toBe('record.not_found')
  await world.work()
  expect((await waiting()).map(post => post.postId)).toContain(postId)
  // Refused and written anew, it is as if it had not been refused.
  const refusal = { ...world.atDesk(postId), round: 2, allow: false, reason: 'advert' as const }
  const { version } = (await callAs(world.app, world.clerk, desk.decide, refusal)).ok()
  expect((await world.own(author, postId))?.decision).toMatchObject({ reason: 'advert' })
  const again = (await callAs(world.app, author, api.edit, { ...change, text: '周六打球', version })).ok()
  expect([again.state, again.decision]).toEqual(['pending', undefined])
  expect((await callAs(world.app, reader, api.edit, { ...change, ...world.at(reader) })).code).toBe('record.not_found')
})

it('kinds have their own fields, and refusals are sentences', async () => {
  const group = { item: '橙子', wanted: 10, until: '2026-12-01', pickUp: '东门', priceFen: 3_990 }
  expect((await world.say(reader, '一起买橙子', { kind: 'group_buy', group })).ok().group).toEqual(group)
  // What is typed into a field is looked at like the words.
  const found = { what: 'lost' as const, where: '地库，加微信', on: '2026-11-22' }
  for (const wish of [
    { kind: 'group_buy' as const, group: { ...group, item: '橙子，加微信' } },
    { kind: 'group_buy' as const, group: { ...group, pickUp: '东门，加微信' } },
    { kind: 'lost_found' as const, found },
  ]) {
    const { postId } = await world.said(reader, '请看下面', wish)
    expect((await waiting()).find(each => each.postId === postId)).toMatchObject({ why: 'unsure' })
  }
  expect(sentenceOf(await world.say(reader, '一起买橙子', { kind: 'group_buy' }))).toContain('请写明团购的东西')
  const often = await world.neighbour('8-1-801')
  // Thirty a day, also of those that come at once; what was refused for another reason counts for nothing.
  const own = makeContext(world.deps, { kind: 'system' }, [`A#${often.accountId}#`])
  await own.db.writeMany([{ put: { pk: accountSaid(often.accountId), sk: own.today(), count: 27 } }])
  const last = (await world.say(often, '第二十八条')).ok()
  expect(sentenceOf(await world.say(often, '停车', { topic: '宠物2' }))).toBe('没有这个话题，请从列表里选')
  const atOnce = await Promise.all(['一', '二', '三', '四'].map(nth => world.say(often, `又一条${nth}`)))
  expect(atOnce.map(({ code }) => code).sort()).toEqual(['forum.refused', 'forum.refused', 'ok', 'ok'])
  expect(sentenceOf(await world.say(often, '第三十一条'))).toBe('今天发得太多了，请明天再发')
  const edited = { ...world.one(often, last.postId), text: '改一改', version: 1 }
  expect(sentenceOf(await callAs(world.app, often, api.edit, edited))).toBe('今天发得太多了，请明天再发')
  expect(sentenceOf(await world.say(reader, '停车', { topic: '宠物2' }))).toBe('没有这个话题，请从列表里选')
  expect(sentenceOf(await world.say(reader, '看\u200B不见'))).toContain('看不见的字符')
  expect(sentenceOf(await world.say(reader, '照片', { fileIds: [await world.photo(author)] }))).toContain('传完')
  await world.work()
})

it('a mute of the instant between the look and the write stops what is said, answered and changed', async () => {
  const { accountId } = author
  const said = await world.said(author, '对不起')
  const reply = { ...world.one(author, said.postId), text: '我不服', calledAs: 'ms' as const }
  const edit = { ...world.one(author, said.postId), text: '再说一句', version: 2 }
  const wishes = [
    () => world.say(author, '趁没禁'),
    () => callAs(world.app, author, api.reply, reply),
    () => callAs(world.app, author, api.edit, edit),
  ]
  for (const speak of wishes) {
    const look = world.deps.world.holdNext({ command: 'GetItem', when: 'after', match: '#forum-mutes' })
    const speaking = speak()
    await look.reached
    await world.mute(said.postId)
    look.release()
    expect((await speaking).code).toBe('forum.muted')
    ;(await callAs(world.app, world.clerk, desk.unmute, { communityId: world.communityId, accountId })).ok()
  }
  await world.work()
})

it('who deletes their account while they write leaves nothing behind', async () => {
  const { accountId, roomId } = await world.neighbour('2-1-201')
  const { communityId, deps, place } = world
  const home = { ...homeIn(place, roomId, 'owner'), roomCode: '2-1-201', personName: '王芳' }
  const actor = { kind: 'account' as const, accountId, sessionKey: '', homes: [home] }
  const ctx = makeContext(deps, actor, [`C#${communityId}#`, `A#${accountId}#`])
  await ctx.db.writeMany([{ delete: grantsKey(accountId) }])
  const wish = { communityId, roomId, kind: 'chat' as const, calledAs: 'ms' as const, text: '走之前' }
  await expect(post(ctx, wish)).rejects.toThrow(ConditionFailed)
})
