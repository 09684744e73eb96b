import { startIpPlaces } from '@linli/infra/local/ip-places'
import type { Endpoint, InputOf } from '@linli/shared/contract'
import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { gramsOf, queryOf } from '@linli/shared/forum/grams'
import { PostKind } from '@linli/shared/forum/schema'
import { insightApi } from '@linli/shared/insight/api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { callAs, sentenceOf } from '../../test/call'
import { type ForumWorld, type Neighbour, openForumWorld } from '../../test/forum'
import { makeContext } from '../context'
import { fetchApp } from '../fetch-app'
import { apiService, makeApp } from '../http'
import { routes as insight } from '../insight/routes'
import { makeIpPlaces } from '../ip-places'
import { wordPk } from './index-words'
import { routes } from './routes'
import { postItem, postKey, StoredPost } from './store'
import { waitingPosts } from './waiting-posts'

let world: ForumWorld
let author: Neighbour
let reader: Neighbour
beforeAll(async () => {
  world = await openForumWorld()
  author = await world.neighbour('3-2-1501')
  reader = await world.neighbour('5-1-101')
})
afterAll(() => world.stop())

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
  const states = [
    await bird('加微信', { topic: '停车' }),
    await bird('加微信', { kind: 'group_buy', group }),
    await bird('办证'),
    await bird('一', { kind: 'lost_found', found, topic: '停车' }),
    await bird('二', { kind: 'group_buy', group }),
    await bird('三'),
    await bird('四'),
    await appealed('五'),
    await appealed('六'),
  ]
  const [, , , hidden = '', taken = '', removed = '', edited = '', , upheld = ''] = states
  // Each of them was found before it went out of sight.
  const seen = (await callAs(world.app, reader, api.search, { ...world.at(reader), q: canary })).ok().items
  expect(seen.map(({ postId }) => postId).sort()).toEqual([hidden, taken, removed, edited].sort())
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
    expect(answers.filter(answer => answer.includes(canary))).toEqual([])
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

it('a search goes through many posts in three reads, the newest first, page after page', async () => {
  const { ctx, communityId } = world.place
  const at = (i: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + i * 60_000).toISOString()
  const texts = ['电梯又坏了', '电梯间有人坏了规矩', '物业费怎么交', '快递到了']
  const base = StoredPost.parse(
    await ctx.db.get(postKey(world.atDesk((await world.said(reader, '范本')).postId)), z.unknown()),
  )
  const writes = Array.from({ length: 240 }, (_, i) => {
    const post = { ...base, postId: world.deps.newId(), text: `${texts[i % 4]} ${i}`, publishedAt: at(i), version: 1 }
    const words = gramsOf(post.text).map(gram => ({
      put: { pk: wordPk(communityId, gram), sk: `${post.publishedAt}#${post.postId}` },
    }))
    return [{ put: postItem(post) }, ...words]
  }).flat()
  const wide = makeContext(world.deps, { kind: 'system' }, [`C#${communityId}#`, 'G#forum#'])
  await wide.db.writeMany(writes)
  const find = async (q: string, cursor?: string) => {
    const before = world.reads()
    const asked = { ...world.at(author), q, limit: 20, ...(cursor && { cursor }) }
    const page = (await callAs(world.app, author, api.search, asked)).ok()
    // One more is the session's.
    expect(world.reads() - before).toBeLessThanOrEqual(4)
    return page
  }
  const every = async (q: string) => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await find(q, cursor)
      all.push(...page.items.map(({ text }) => text))
      cursor = page.cursor
    } while (cursor)
    return all
  }
  const numbers = (k: number) => Array.from({ length: 60 }, (_, i) => `${texts[k]} ${236 - 4 * i + k}`)
  expect(await every('电梯又坏了')).toEqual(numbers(0))
  expect(await every('物业费')).toEqual(numbers(2))
  expect(await every('快递')).toEqual(numbers(3))
  // It has both pairs, and not the words.
  await world.said(reader, '楼梯坏了吗')
  expect((await every('电梯坏了')).length).toBe(0)
  expect(new Set(await every('电梯 坏了'))).toEqual(new Set([...numbers(0), ...numbers(1)]))
  expect(sentenceOf(await callAs(world.app, author, api.search, { ...world.at(author), q: '梯' }))).toBe(
    '请至少写两个字',
  )
})

it('a search that meets more than one request holds goes on behind it, and leaves nothing out', async () => {
  const { ctx, communityId } = world.place
  const { postId } = await world.said(reader, '最早的一条：甲乙丙丁')
  const post = StoredPost.parse(await ctx.db.get(postKey(world.atDesk(postId)), z.unknown()))
  const from = Date.parse(post.publishedAt ?? '')
  // Newer posts have one of the two pairs each; more of both than one request reads.
  const newer = Array.from({ length: 5_010 }, (_, i) => `${new Date(from + i + 1).toISOString()}#${world.deps.newId()}`)
  const pairs = queryOf('甲乙丙丁')?.grams ?? []
  expect(pairs).toHaveLength(2)
  await ctx.db.writeMany(
    pairs.flatMap((gram, nth) => {
      const of = newer.map(sk => (nth === 0 ? sk : sk.replace('Z#', '1Z#')))
      return of.map(sk => ({ put: { pk: wordPk(communityId, gram), sk } }))
    }),
  )
  const found: string[] = []
  let pages = 0
  let cursor: string | undefined
  do {
    const before = world.reads()
    const asked = { ...world.at(author), q: '甲乙丙丁', ...(cursor && { cursor }) }
    const page = (await callAs(world.app, author, api.search, asked)).ok()
    expect(world.reads() - before).toBeLessThanOrEqual(4)
    found.push(...page.items.map(({ text }) => text))
    cursor = page.cursor
    if (cursor) {
      const forged = { ...world.at(author), q: '甲乙丙丁', cursor: cursor.replace(/^./, 'a') }
      expect((await callAs(world.app, author, api.search, forged)).code).toBe('request.invalid')
    }
    pages++
  } while (cursor !== undefined)
  expect([pages, found]).toEqual([2, ['最早的一条：甲乙丙丁']])
})

it('a list carries the beginning of what was said, the page the whole', async () => {
  const text = `很长的一段\n${'说来话长'.repeat(60)}`
  const { postId } = await world.said(author, text)
  const asked = { ...world.at(reader), limit: 1 }
  const listed = (await callAs(world.app, reader, api.list, asked)).ok().items
  const found = (await callAs(world.app, reader, api.search, { ...world.at(reader), q: '说来话长' })).ok().items
  const beginning = { postId, text: `很长的一段 ${'说来话长'.repeat(11)}…` }
  for (const items of [listed, found]) expect(items).toMatchObject([beginning])
  expect((await callAs(world.app, reader, api.get, world.one(reader, postId))).ok().post.text).toBe(text)
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
