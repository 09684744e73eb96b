import { messagesApi } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { noticesApi as api } from '@linli/shared/notices/api'
import type { NoticeText } from '@linli/shared/notices/schema'
import { beforeAll, expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, sentenceOf } from '../../test/call'
import { importRooms } from '../../test/import-rooms'
import { makeCommunity, makeRoom } from '../../test/make'
import { type NoticeWorld, openNotices, text } from '../../test/notices'
import { uploaded } from '../../test/repair-story'
import { makeContext } from '../context'
import { nothingSeen } from '../exports/part'
import { mediaObjectKey } from '../files/media-store'
import { grantsKey } from '../identity/homes'
import { noticeParts } from './carry'
import { fireNoticeTimers } from './fire-timers'
import { forgetObjector } from './forget-objector'
import { homesInAll, homesInScope } from './scope-pages'
import { liveKey, LiveNotices } from './store'

let n: NoticeWorld
beforeAll(async () => {
  n = await openNotices()
})

it('of two that are published at once both stand in the list; what is withdrawn leaves it and what was read, and no more than 60 fit', async () => {
  await n.clear()
  const two = [await n.draft(), await n.draft()]
  const done = await Promise.all(two.map(each => callAs(n.app, n.clerk, api.publish, { ...each.of, version: 1 })))
  expect(done.map(({ status }) => status)).toEqual([200, 200])
  expect(new Set(await n.ids(n.owner))).toEqual(new Set(two.map(({ of }) => of.noticeId)))
  const [first, second] = two.map(({ of }) => of)
  if (!first || !second) throw new Error('no notices')
  const read = ({ noticeId }: { noticeId: string }) =>
    callAs(n.app, n.owner, api.markRead, { ...n.owner.at, noticeId }).then(each => each.ok())
  await read(first)
  const gone = await callAs(n.app, n.clerk, api.withdraw, { ...first, reason: '写错了时间' })
  expect(gone.ok().withdrawnFor).toBe('写错了时间')
  await read(second)
  expect((await n.marks(n.owner))?.noticesRead).toEqual([second.noticeId])
  const { db } = n.place.ctx
  const known = await db.get(liveKey(n.communityId), LiveNotices)
  // One of two that read the list before either wrote it.
  const [slow, quick] = [await n.draft(), await n.draft()]
  const look = n.deps.world.holdNext({ command: 'GetItem', when: 'after', match: 'notices-live' })
  const waits = callAs(n.app, n.clerk, api.publish, { ...slow.of, version: 1 })
  await look.reached
  ;(await callAs(n.app, n.clerk, api.publish, { ...quick.of, version: 1 })).ok()
  look.release()
  ;(await waits).ok()
  expect(await n.ids(n.owner)).toEqual(expect.arrayContaining([slow.of.noticeId, quick.of.noticeId]))
  const full = Array.from({ length: 60 }, () => ({ ...known?.live[0], noticeId: n.deps.newId() }))
  await db.writeMany([{ put: { ...liveKey(n.communityId), live: full, version: 9 } }])
  const late = await n.draft()
  expect(sentenceOf(await callAs(n.app, n.clerk, api.publish, { ...late.of, version: 1 }))).toBe(
    '同时发布的公告太多了，请先撤下旧的',
  )
  await db.writeMany([{ put: { ...liveKey(n.communityId), live: [], version: 10 } }])
})

it('counts whom it is for and who lives there: not another building’s home of the reader, one that is over, one elsewhere', async () => {
  await n.clear()
  const of = await n.published({ scope: { kind: 'buildings', buildings: ['5'] } })
  const elsewhere = await makeCommunity(n.deps)
  const reader = await accountWith(n.deps, [
    { ...homeIn(n.place, n.far.at.roomId, 'family'), roomCode: '5-1-101' },
    homeIn(n.place, n.owner.at.roomId, 'owner'),
    { ...homeIn(n.place, n.far.at.roomId, 'tenant', { to: '2026-11-01' }), roomCode: '5-1-101' },
    { ...homeIn(elsewhere, n.deps.newId(), 'owner'), roomCode: '5-1-101' },
  ])
  ;(await callAs(n.app, reader, api.markRead, { ...n.far.at, noticeId: of.noticeId })).ok()
  await n.counted()
  expect((await n.get(of)).figures.read).toBe(1)
  n.deps.world.settle()
  const homes = async (asked: Parameters<typeof n.get>[0] & { building?: string; unit?: string }) =>
    (await callAs(n.app, n.clerk, api.unread, { ...asked, show: 'unread' })).ok().items.map(each => each.roomCode)
  // Whoever read it stands in no home of the register.
  expect(await homes(of)).toEqual(['5-1-101'])
  expect(await homes({ ...(await n.published()), building: '3', unit: '2' })).toEqual(['3-2-1501'])
})

it('homes of a scope are walked each once over its buildings’ pages; who moved out is not told, nor listed', async () => {
  await n.clear()
  const { ctx, communityId, companyId } = n.place
  const rows = Array.from({ length: 31 }, (_, i) => {
    const room = String(101 + i)
    const home = { building: '7', unit: '1', room, code: `7-1-${room}`, areas: { built: 8950 } }
    return { row: i + 1, ...home, status: 'vacant' as const }
  })
  await importRooms(ctx, { communityId, companyId, importId: n.deps.newId(), rows })
  const leaver = await n.live('8-1-101', '周瑜', '13800000003', '2026-11-01')
  n.deps.world.settle()
  const scope = { kind: 'buildings' as const, buildings: ['7', '5', '8'] }
  const codes: string[] = []
  let after: string | undefined
  do {
    const page = await homesInScope(ctx, communityId, scope, after)
    codes.push(...page.rooms.map(({ code }) => code))
    after = page.next
  } while (after !== undefined)
  expect(codes).toEqual([...rows.map(({ code }) => code), '5-1-101', '8-1-101'])
  const of = await n.published({ scope })
  expect(await n.told(of.noticeId)).toEqual([n.far.accountId])
  const news = (await callAs(n.app, leaver, messagesApi.mine, {})).ok().items
  expect(news.filter(({ page }) => page?.includes(of.noticeId))).toEqual([])
  for (const building of ['7', '8'])
    expect((await callAs(n.app, n.clerk, api.unread, { ...of, show: 'unread', building })).ok().items).toEqual([])
})

it('a draft is corrected: no building that is not there, no period of what is no 公示 any more; a clock that was put off does not strike', async () => {
  await n.clear()
  const scope = { kind: 'buildings' as const, buildings: ['3', '99'] }
  expect(sentenceOf(await n.writing({ scope }))).toBe('没有这个楼栋或单元，请重新选范围')
  const { of } = await n.draft({ category: 'disclosure', objectionsUntil: '2026-11-25' })
  const edited = (wish: Partial<NoticeText>) =>
    callAs(n.app, n.clerk, api.edit, { ...of, ...text, ...wish, version: 1 })
  expect(sentenceOf(await edited({ scope }))).toBe('没有这个楼栋或单元，请重新选范围')
  expect((await edited({})).ok().objectionsUntil).toBeUndefined()
  const scheduled = (at: string, version: number) => callAs(n.app, n.clerk, api.schedule, { ...of, at, version })
  ;(await scheduled('2026-11-22T05:00:00.000Z', 2)).ok()
  n.deps.world.settle()
  // The index still says the old time.
  ;(await scheduled('2026-11-24T05:00:00.000Z', 3)).ok()
  const started = n.deps.clock.nowMs
  n.deps.clock.set('2026-11-22T06:00:00.000Z')
  await fireNoticeTimers(n.deps)
  expect((await n.get(of)).state).toBe('scheduled')
  n.deps.clock.nowMs = started
})

it('what stays behind: a picture that is not there leaves the text, an objection goes without its account', async () => {
  const [here, gone] = [await uploaded(n.place, n.clerk.personId), await uploaded(n.place, n.clerk.personId)]
  const picture = (fileId: string) => ({ kind: 'picture' as const, fileId, caption: '水箱' })
  const attachments = [{ fileId: await n.piece('document'), name: '报告' }]
  const disclosed = { category: 'disclosure' as const, objectionsUntil: '2026-11-25', attachments }
  const { noticeId } = await n.published({ ...disclosed, blocks: [...text.blocks, picture(here), picture(gone)] })
  ;(await callAs(n.app, n.owner, api.object, { ...n.owner.at, noticeId, text: '费用偏高' })).ok()
  const { ctx, communityId, companyId } = n.place
  await ctx.files.put(mediaObjectKey({ communityId, fileId: here }), Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg')
  const carried = async (name: string) => {
    const records: unknown[] = []
    const source = { ctx, communityId, companyId, seen: nothingSeen() }
    for (const part of noticeParts.filter(each => each.name === name))
      for await (const some of part.read(source)) records.push(...some)
    return records
  }
  const blocks = [...text.blocks, picture(here)]
  expect(await carried('notices')).toContainEqual(expect.objectContaining({ noticeId, blocks, attachments: [] }))
  const objections = await carried('notice-objections')
  expect(objections).toContainEqual(expect.objectContaining({ noticeId, text: '费用偏高', name: '李小红' }))
  expect(JSON.stringify(objections)).not.toContain(n.owner.accountId)
})

it('an account that is deleted while it objects leaves nothing; of two answers at once none is lost unseen', async () => {
  await n.clear()
  const disclosed = { category: 'disclosure' as const, objectionsUntil: '2026-11-25' }
  const of = await n.published(disclosed)
  const leaver = await n.live('9-1-101', '孙权', '13800000009')
  const reading = n.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: 'objection#' })
  const objecting = callAs(n.app, leaver, api.object, { ...leaver.at, noticeId: of.noticeId, text: '费用偏高' })
  await reading.reached
  const { db } = makeContext(n.deps, { kind: 'system' }, [`A#${leaver.accountId}#`])
  await db.writeMany([{ delete: grantsKey(leaver.accountId) }])
  await forgetObjector(n.deps, { accountId: leaver.accountId })
  reading.release()
  expect((await objecting).status).toBeGreaterThanOrEqual(400)
  const objections = async () => (await callAs(n.app, n.clerk, api.objections, of)).ok().items
  expect(await objections()).toEqual([])
  expect(await n.marks(leaver)).toBeUndefined()

  ;(await callAs(n.app, n.owner, api.object, { ...n.owner.at, noticeId: of.noticeId, text: '费用偏高' })).ok()
  const objectionId = (await objections())[0]?.objectionId ?? ''
  const answering = (text: string) => callAs(n.app, n.clerk, api.answer, { ...of, objectionId, text })
  const look = n.deps.world.holdNext({ command: 'GetItem', when: 'after', match: 'objection#' })
  const slow = answering('第二个')
  await look.reached
  ;(await answering('第一个')).ok()
  look.release()
  ;(await slow).ok()
  // Each was told under a number of its own.
  const told = n.sent('message.send').map(({ key }) => key)
  expect(new Set(told).size).toBe(2)
})

it('who has two homes reads once, for both; the office finds a notice by its kind and by words of its title', async () => {
  await n.clear()
  const second = await makeRoom(n.place, { code: '6-1-101', ownerName: '李小红', phone: '13800000001' })
  expect(second.occupancies[0]?.personId).toBe(n.owner.personId)
  const units = ['3-2', '6-1'].map(each => ({ building: each.slice(0, 1), unit: each.slice(2) }))
  const of = await n.published({ category: 'safety', title: '冬季用电', scope: { kind: 'units', units } })
  n.deps.world.settle()
  const unread = async () =>
    (await callAs(n.app, n.clerk, api.unread, { ...of, show: 'unread' })).ok().items.map(each => each.roomCode)
  expect(await unread()).toEqual(['3-2-1501', '6-1-101'])
  ;(await callAs(n.app, n.owner, api.markRead, { ...n.owner.at, noticeId: of.noticeId })).ok()
  await n.counted()
  expect([await unread(), (await n.get(of)).figures.read]).toEqual([[], 1])
  // How many homes a push has to walk is known of units too.
  expect(await homesInAll(n.place.ctx, n.communityId, { kind: 'units', units })).toBe(2)

  const found = async (wish: { category?: NoticeText['category']; q?: string; state?: 'published' }) => {
    const { items } = (await callAs(n.app, n.clerk, api.list, { communityId: n.communityId, ...wish })).ok()
    return items.map(({ noticeId }) => noticeId)
  }
  expect(await found({ category: 'safety' })).toEqual([of.noticeId])
  expect(await found({ q: '用电', state: 'published' })).toEqual([of.noticeId])
  expect(await found({ q: '用电', category: 'outage' })).toEqual([])
  expect(await found({ q: '没有这个词' })).toEqual([])
})

it('whoever objected reads the answer when it is over, nobody else does; of what was withdrawn there is no text', async () => {
  await n.clear()
  const of = await n.published({ category: 'disclosure', objectionsUntil: '2026-11-25' })
  const gone = await n.published({ category: 'disclosure', objectionsUntil: '2026-11-25' })
  const object = async ({ noticeId }: typeof of) =>
    (await callAs(n.app, n.owner, api.object, { ...n.owner.at, noticeId, text: '请公开合同' })).ok()
  await object(of)
  await object(gone)
  ;(await callAs(n.app, n.clerk, api.withdraw, { ...gone, reason: '写错了' })).ok()
  const reading = (who: NoticeWorld['owner'], { noticeId }: typeof of) =>
    callAs(n.app, who, api.getMine, { ...who.at, noticeId })
  const withdrawn = { over: 'withdrawn', blocks: [], attachments: [], mayObject: false }
  expect((await reading(n.owner, gone)).ok()).toMatchObject({ ...withdrawn, objection: { text: '请公开合同' } })
  const started = n.deps.clock.nowMs
  n.deps.clock.set('2026-12-01T02:00:00.000Z')
  expect((await reading(n.owner, of)).ok()).toMatchObject({ over: 'expired', blocks: text.blocks, mayObject: false })
  expect([(await reading(n.far, of)).code, (await reading(n.far, gone)).code]).toEqual([
    'record.not_found',
    'record.not_found',
  ])
  n.deps.clock.nowMs = started
})

it('who has read it in the night is not rung for it in the morning', async () => {
  await n.clear()
  n.deps.clock.set('2026-11-22T15:00:00.000Z')
  const of = await n.published()
  expect(await n.told(of.noticeId)).toEqual([n.owner.accountId, n.far.accountId])
  ;(await callAs(n.app, n.owner, api.markRead, { ...n.owner.at, noticeId: of.noticeId })).ok()
  n.deps.clock.set('2026-11-22T23:00:00.000Z')
  await n.told(of.noticeId)
  n.deps.world.settle()
  const { communityId } = n
  const about = { communityId, objectId: of.noticeId }
  const sent = (await callAs(n.app, n.clerk, messageDeskApi.deliveries, about)).ok().items
  const [owner, ...others] = sent.sort((a, b) => (b.readAt ?? '').localeCompare(a.readAt ?? ''))
  expect(owner).toMatchObject({ personId: n.owner.personId, state: 'listed', readAt: '2026-11-22T15:00:00.000Z' })
  expect(others.map(({ readAt }) => readAt)).toEqual(others.map(() => undefined))
})
