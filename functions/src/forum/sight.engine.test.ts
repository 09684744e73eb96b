import { startIpPlaces } from '@linli/infra/local/ip-places'
import type { Endpoint, InputOf } from '@linli/shared/contract'
import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { PostKind } from '@linli/shared/forum/schema'
import { insightApi } from '@linli/shared/insight/api'
import { expect, it } from 'vitest'
import { callAs, sentenceOf } from '../../test/call'
import { type Neighbour, openNeighbours } from '../../test/forum'
import { makeContext } from '../context'
import { fetchApp } from '../fetch-app'
import { apiService, makeApp } from '../http'
import { routes as insight } from '../insight/routes'
import { makeIpPlaces } from '../ip-places'
import { routes } from './routes'
import { waitingPosts } from './waiting-posts'
import { postsWritten } from './written'

const { world, author, reader } = await openNeighbours()

it('what is not published is in no list, search, count or message, whatever endpoint is asked', async () => {
  const canary = '金丝雀'
  const found = { what: 'lost' as const, where: `${canary}地库`, on: '2026-11-22' }
  const group = { item: `${canary}蛋糕`, wanted: 10, until: '2026-12-31', pickUp: `${canary}东门` }
  const bird = async (text: string, wish: Parameters<typeof world.say>[2] = {}) =>
    (await world.said(author, `${canary}${text}`, { fileIds: [], ...wish })).postId
  const open = await world.said(reader, '谁见过一只黄色的鸟')
  const follow = await callAs(world.app, reader, api.follow, { ...world.one(reader, open.postId), on: true })
  expect(follow.ok()).toEqual({ on: true })
  const takeDown = (postId: string) =>
    callAs(world.app, world.clerk, desk.takeDown, { ...world.atDesk(postId), reason: 'flood' })
  const appealed = async (text: string) => {
    const postId = await bird(text)
    ;(await takeDown(postId)).ok()
    ;(await callAs(world.app, author, api.appeal, { ...world.one(author, postId), text: `${canary}申诉` })).ok()
    return postId
  }
  const picture = await world.photo(author)
  const states = [
    await bird('加微信', { topic: '停车' }),
    await bird('加微信', { kind: 'group_buy', group }),
    await bird('办证'),
    await bird('一', { kind: 'lost_found', found, topic: '停车', fileIds: [picture] }),
    await bird('二', { kind: 'group_buy', group }),
    await bird('三'),
    await bird('四'),
    await appealed('五'),
    await appealed('六'),
  ]
  world.deps.clock.advance(6_000)
  await world.work()
  const [, , , hidden = '', taken = '', removed = '', edited = '', , upheld = ''] = states
  // Each of them was found before it went out of sight.
  const seen = (await callAs(world.app, reader, api.search, { ...world.at(reader), q: canary })).ok().items
  expect(seen.map(({ postId }) => postId).sort()).toEqual([hidden, taken, removed, edited].sort())
  expect(JSON.stringify(seen)).toContain(picture)
  ;(await callAs(world.app, world.clerk, desk.hide, { ...world.atDesk(hidden), on: true })).ok()
  ;(await takeDown(taken)).ok()
  ;(await callAs(world.app, author, api.remove, world.one(author, removed))).ok()
  const { version = 0 } = (await world.own(author, edited)) ?? {}
  const change = { ...world.one(author, edited), text: `${canary}改了，加微信`, version }
  ;(await callAs(world.app, author, api.edit, change)).ok()
  ;(
    await callAs(world.app, world.manager, desk.answerAppeal, { ...world.atDesk(upheld), restore: false, text: '维持' })
  ).ok()
  const reply = { ...world.one(author, open.postId), text: `${canary}加微信`, calledAs: 'ms' as const }
  const { postId: replyId } = (await callAs(world.app, author, api.reply, reply)).ok()

  const everything = async (): Promise<string[]> => {
    const at = world.at(reader)
    const asked = [
      callAs(world.app, reader, api.face, at),
      ...[{}, ...PostKind.options.map(kind => ({ kind })), { topic: '停车' }, { topic: '宠物' }].map(by =>
        callAs(world.app, reader, api.list, { ...at, ...by }),
      ),
      ...[canary, `${canary}蛋糕`, '黄色', '加微信'].map(q => callAs(world.app, reader, api.search, { ...at, q })),
      callAs(world.app, reader, api.mine, at),
      callAs(world.app, reader, api.followed, at),
      ...states.map(postId =>
        callAs(world.app, reader, api.unwant, { ...world.one(reader, postId), what: 'post', on: true }),
      ),
      callAs(world.app, reader, api.unwanted, at),
      ...[open.postId, replyId, ...states].map(postId => callAs(world.app, reader, api.get, world.one(reader, postId))),
      ...states.map(postId => callAs(world.app, reader, api.like, { ...world.one(reader, postId), on: true })),
      ...states.map(postId => callAs(world.app, reader, api.report, { ...world.one(reader, postId), reason: 'abuse' })),
      ...states.map(postId =>
        callAs(world.app, reader, api.appeal, { ...world.one(reader, postId), text: '让我看看' }),
      ),
    ]
    return [
      ...(await Promise.all(asked)).map(({ body }) => JSON.stringify(body)),
      JSON.stringify(await world.told(reader)),
    ]
  }
  // At once, while no job has run, and afterwards.
  for (const settled of [false, true]) {
    if (settled) await world.work()
    const answers = await everything()
    expect(answers.filter(answer => answer.includes(canary) || answer.includes(picture))).toEqual([])
    expect((await callAs(world.app, reader, api.unwanted, world.at(reader))).ok().items).toEqual([])
    // Whose it is not hears nothing of it either.
    const acts = states.flatMap(postId => [
      callAs(world.app, reader, api.remove, world.one(reader, postId)),
      callAs(world.app, reader, api.appeal, { ...world.one(reader, postId), text: '让我看看' }),
    ])
    expect(new Set((await Promise.all(acts)).map(({ code }) => code))).toEqual(new Set(['record.not_found']))
    const { post, items } = (await callAs(world.app, reader, api.get, world.one(reader, open.postId))).ok()
    expect([post.replies, items]).toEqual([0, []])
  }
  const own = (await callAs(world.app, author, api.mine, world.at(author))).ok().items
  expect(own.filter(({ text }) => text.includes(canary))).toHaveLength(9)
})

it('what somebody does not want to see again, or whom, is out of their lists and messages alone, until they say otherwise', async () => {
  const [loud, asker] = [await world.neighbour('4-1-401'), await world.neighbour('4-1-402')]
  const one = await world.said(loud, '吵闹的一条蓝精灵')
  const other = await world.said(loud, '吵闹的另一条蓝精灵')
  const open = await world.said(asker, '谁有蓝精灵')
  const reply = { ...world.one(loud, open.postId), text: '我天天说蓝精灵', calledAs: 'mr' as const }
  const unwant = (postId: string, what: 'post' | 'author', on = true) =>
    callAs(world.app, asker, api.unwant, { ...world.one(asker, postId), what, on })
  ;(await callAs(world.app, asker, api.follow, { ...world.one(asker, other.postId), on: true })).ok()
  const seen = async (who: Neighbour) => {
    const { items: listed } = (await callAs(world.app, who, api.list, { ...world.at(who), limit: 3 })).ok()
    const { items: found } = (await callAs(world.app, who, api.search, { ...world.at(who), q: '蓝精灵' })).ok()
    const { items: followed } = (await callAs(world.app, who, api.followed, world.at(who))).ok()
    const { items: replies } = (await callAs(world.app, who, api.get, world.one(who, open.postId))).ok()
    return [listed, found, followed, replies].map(items => items.map(({ postId }) => postId))
  }
  const every = [open.postId, other.postId, one.postId]

  ;(await unwant(one.postId, 'post')).ok()
  expect(await seen(asker)).toEqual([[open.postId, other.postId], [open.postId, other.postId], [other.postId], []])
  ;(await unwant(other.postId, 'author')).ok()
  const { postId: replyId } = (await callAs(world.app, loud, api.reply, reply)).ok()
  await world.work()
  expect(await seen(asker)).toEqual([[open.postId], [open.postId], [], []])
  expect(await seen(author)).toEqual([every, every, [], [replyId]])
  expect((await world.told(asker)).filter(({ kind }) => kind === 'post_reply')).toEqual([])
  // A link that somebody sent opens it all the same.
  expect((await callAs(world.app, asker, api.get, world.one(asker, other.postId))).ok().post.text).toContain('另一条')
  expect(sentenceOf(await unwant(open.postId, 'author'))).toBe('自己发的，删除就看不到了')

  const { items } = (await callAs(world.app, asker, api.unwanted, world.at(asker))).ok()
  expect(items).toEqual([
    { postId: other.postId, what: 'author', author: '4栋 王女士', at: other.at },
    { postId: one.postId, what: 'post', author: '4栋 王女士', at: one.at },
  ])
  for (const { postId, what } of items) (await unwant(postId, what, false)).ok()
  expect(await seen(asker)).toEqual([every, every, [other.postId], [replyId]])
})

it('of where it was said the province alone is shown and kept', async () => {
  const places = await startIpPlaces()
  const kept: string[] = []
  const send = world.deps.dynamo.send.bind(world.deps.dynamo)
  world.deps.dynamo.send = (command: { input: unknown }, ...rest: never[]) => {
    kept.push(JSON.stringify(command.input))
    return Reflect.apply(send, world.deps.dynamo, [command, ...rest])
  }
  const logged: string[] = []
  const note = (event: string, fields?: object) => void logged.push(JSON.stringify([event, fields]))
  const deps = {
    ...world.deps,
    ipPlaces: makeIpPlaces({ LINLI_IP_PLACES: places.url }),
    log: { info: note, warn: note, error: note },
  }
  const service = apiService(deps, routes)
  const from = async (address: string) => {
    const said = { ...world.at(author), kind: 'chat' as const, calledAs: 'ms' as const, text: '我在外地' }
    const app = fetchApp(asked => service({ ...asked, address }))
    return (await callAs(app, author, api.post, said)).ok().from
  }
  try {
    expect([await from('101.6.15.66'), await from('113.98.1.2'), await from('8.8.4.4')]).toEqual([
      '上海',
      '广东',
      '未知',
    ])
    await world.work()
    expect(kept.filter(text => text.includes('上海')).length).toBeGreaterThan(0)
    expect([...kept, ...logged].filter(text => /101\.6\.15\.66|113\.98\.1\.2|8\.8\.4\.4/.test(text))).toEqual([])
  } finally {
    world.deps.dynamo.send = send
    await places.stop()
  }
})

it('who takes their data along takes what they said, and nobody else’s', async () => {
  const { postId } = await world.said(reader, '我说过的话，加微信')
  const gone = await world.said(reader, '我删掉的话')
  ;(await callAs(world.app, reader, api.follow, { ...world.one(reader, gone.postId), on: true })).ok()
  ;(await callAs(world.app, reader, api.remove, world.one(reader, gone.postId))).ok()
  const { items: followed } = (await callAs(world.app, reader, api.followed, world.at(reader))).ok()
  expect(followed.map(({ text }) => text)).not.toContain('我删掉的话')
  const of = ({ accountId }: Neighbour) => {
    const actor = { kind: 'account' as const, accountId, sessionKey: '', homes: [] }
    return postsWritten(makeContext(world.deps, actor, [`A#${accountId}#`]))
  }
  const [mine, others] = [await of(reader), await of(author)]
  expect(mine.find(({ text }) => text === '我说过的话，加微信')).toMatchObject({ state: 'pending', from: '未知' })
  expect([...mine, ...others].filter(({ text }) => text === '我删掉的话')).toEqual([])
  expect(others.filter(({ text }) => text === '我说过的话，加微信')).toEqual([])
  expect((await world.own(reader, postId))?.state).toBe('pending')
})

it('where the release or the community has it off, every endpoint refuses, and nothing of it is told', async () => {
  const { postId } = await world.said(author, '关灯之前')
  const reply = { ...world.one(reader, postId), text: '关灯之前的回复', calledAs: 'mr' as const }
  ;(await callAs(world.app, reader, api.reply, reply)).ok()
  const [at, one, its] = [world.at(reader), world.one(reader, postId), world.atDesk(postId)]
  const here = { communityId: world.communityId }
  const ask =
    (who: typeof reader | typeof world.clerk) =>
    <E extends Endpoint>(endpoint: E, input: InputOf<E>) =>
      callAs(world.app, who, endpoint, input)
  const [resident, manager] = [ask(reader), ask(world.manager)]
  const residents = (): Record<Exclude<keyof typeof api, 'face'>, ReturnType<typeof resident>> => ({
    list: resident(api.list, at),
    search: resident(api.search, { ...at, q: '关灯' }),
    mine: resident(api.mine, at),
    followed: resident(api.followed, at),
    get: resident(api.get, one),
    post: resident(api.post, { ...at, kind: 'chat', text: '有人吗', calledAs: 'mr' }),
    reply: resident(api.reply, reply),
    edit: resident(api.edit, { ...one, text: '改', version: 1 }),
    remove: resident(api.remove, one),
    like: resident(api.like, { ...one, on: true }),
    follow: resident(api.follow, { ...one, on: true }),
    unwant: resident(api.unwant, { ...one, what: 'post', on: true }),
    unwanted: resident(api.unwanted, at),
    report: resident(api.report, { ...one, reason: 'abuse' }),
    appeal: resident(api.appeal, { ...one, text: '申诉' }),
  })
  const offices = (): Record<Exclude<keyof typeof desk, 'getSettings'>, ReturnType<typeof manager>> => ({
    shelf: manager(desk.shelf, { ...here, shelf: 'published' }),
    show: manager(desk.show, its),
    decide: manager(desk.decide, { ...its, round: 1, allow: true }),
    hide: manager(desk.hide, { ...its, on: true }),
    takeDown: manager(desk.takeDown, { ...its, reason: 'abuse' }),
    answerAppeal: manager(desk.answerAppeal, { ...its, restore: true, text: '恢复' }),
    dismiss: manager(desk.dismiss, its),
    pin: manager(desk.pin, { ...its, on: true }),
    mutes: manager(desk.mutes, here),
    mute: manager(desk.mute, { ...its, days: 1, reason: '刷屏' }),
    unmute: manager(desk.unmute, { ...here, accountId: author.accountId }),
    saveSettings: manager(desk.saveSettings, { ...here, on: true, topics: [], version: 1 }),
  })
  const codes = async (asked: Record<string, ReturnType<typeof manager>>) =>
    new Set((await Promise.all(Object.values(asked))).map(({ code }) => code))
  const [messages, newest] = [await world.told(author), await world.texts(reader)]
  expect(newest).toContain('关灯之前')
  // The way in that phones show.
  const firstScreen = async () => (await callAs(makeApp(world.deps, insight), reader, insightApi.home, at)).ok().forum
  expect(await firstScreen()).toBe(true)

  world.deps.env.LINLI_FORUM = 'off'
  expect(await firstScreen()).toBe(false)
  expect(await codes({ ...residents(), ...offices() })).toEqual(new Set(['forum.off']))
  expect((await resident(api.face, at)).ok()).toEqual({ on: false, topics: [] })
  expect((await manager(desk.getSettings, here)).ok()).toMatchObject({ on: true, released: false })
  expect(await waitingPosts(world.place.ctx, world.communityId)).toEqual([])
  await world.work()
  expect(await world.told(author)).toEqual(messages)

  world.deps.env.LINLI_FORUM = 'on'
  const off = { ...here, on: false, topics: [], version: 1 }
  ;(await manager(desk.saveSettings, off)).ok()
  expect(await codes(residents())).toEqual(new Set(['forum.off']))
  expect(await firstScreen()).toBe(false)
  expect((await resident(api.face, at)).ok()).toEqual({ on: false, topics: [] })
  // What is left is still decided here.
  expect((await manager(desk.takeDown, { ...its, reason: 'abuse' })).ok().state).toBe('taken_down')
})
