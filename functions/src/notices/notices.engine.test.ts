import { identityApi } from '@linli/shared/identity/api'
import { overviewApi } from '@linli/shared/insight/overview-api'
import { insightApi } from '@linli/shared/insight/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { noticesApi as api } from '@linli/shared/notices/api'
import type { NoticeText } from '@linli/shared/notices/schema'
import { beforeAll, expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, sentenceOf } from '../../test/call'
import { type NoticeWorld, openNotices, text } from '../../test/notices'
import { uploaded } from '../../test/repair-story'
import { fireNoticeTimers } from './fire-timers'
import { forgetObjector } from './forget-objector'
import { Receipt, receiptKey } from './receipts'

let n: NoticeWorld
beforeAll(async () => {
  n = await openNotices()
})

it('scheduled, published once by the clock, read and counted once, over after its last day', async () => {
  await n.clear()
  const { of, version } = await n.draft({ until: '2026-11-23' })
  const past = { ...of, version, at: '2026-11-22T03:00:00.000Z' }
  expect(sentenceOf(await callAs(n.app, n.clerk, api.schedule, past))).toBe('发布时间要晚于现在')
  const late = { ...of, version, at: '2026-11-24T01:00:00.000Z' }
  expect(sentenceOf(await callAs(n.app, n.clerk, api.schedule, late))).toBe('截止日期早于发布日期')
  const at = '2026-11-23T01:00:00.000Z'
  ;(await callAs(n.app, n.clerk, api.schedule, { ...of, version, at })).ok()
  expect(await n.ids(n.owner)).toEqual([])
  const started = n.deps.clock.nowMs
  n.deps.clock.set('2026-11-23T01:00:30.000Z')
  n.deps.world.settle()
  await Promise.all([fireNoticeTimers(n.deps), fireNoticeTimers(n.deps)])
  expect(n.sent('notices.tell')).toHaveLength(1)
  expect(await n.listOf(n.owner)).toMatchObject([
    { noticeId: of.noticeId, read: false, publishedAt: at, by: text.publisher.name },
  ])
  const mine = { ...n.owner.at, noticeId: of.noticeId }
  const reads = await Promise.all([
    callAs(n.app, n.owner, api.markRead, mine),
    callAs(n.app, n.owner, api.markRead, mine),
  ])
  expect(reads.map(({ status }) => status)).toEqual([200, 200])
  ;(await callAs(n.app, n.owner, api.markRead, mine)).ok()
  await n.counted()
  expect((await n.get(of)).figures).toEqual({ read: 1, confirmed: 0, objections: 0 })
  expect(await n.listOf(n.owner)).toMatchObject([{ read: true }])
  expect(new Set(await n.told(of.noticeId))).toEqual(new Set([n.owner.accountId, n.far.accountId]))
  // Its last day is over at midnight in Beijing, whether or not the clock's sweep has come by.
  n.deps.clock.set('2026-11-23T15:59:59.000Z')
  expect(await n.ids(n.owner)).toEqual([of.noticeId])
  n.deps.clock.set('2026-11-23T16:00:00.000Z')
  expect(await n.ids(n.owner)).toEqual([])
  expect((await callAs(n.app, n.owner, api.getMine, mine)).code).toBe('record.not_found')
  n.deps.world.settle()
  await fireNoticeTimers(n.deps)
  expect((await n.get(of)).state).toBe('expired')
  n.deps.clock.nowMs = started
})
it('published twice at once, or by who saw another version: once', async () => {
  await n.clear()
  const { of, version } = await n.draft()
  const publishing = () => callAs(n.app, n.clerk, api.publish, { ...of, version })
  const tried = await Promise.all([publishing(), publishing()])
  expect(tried.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
  expect(n.sent('notices.tell')).toHaveLength(1)
  // Whoever read the draft before it was published writes nothing over what is.
  const three = await n.draft()
  const reading = n.deps.world.holdNext({ command: 'GetItem', when: 'after', match: three.of.noticeId })
  const editing = callAs(n.app, n.clerk, api.edit, { ...three.of, ...text, title: '改过的', version: 1 })
  await reading.reached
  ;(await callAs(n.app, n.clerk, api.publish, { ...three.of, version: 1 })).ok()
  reading.release()
  expect((await editing).code).toBe('record.changed')
  expect(await n.get(three.of)).toMatchObject({ state: 'published', title: text.title })
  const two = await n.draft()
  ;(await callAs(n.app, n.clerk, api.edit, { ...two.of, ...text, title: '改过的', version: two.version })).ok()
  expect((await callAs(n.app, n.clerk, api.publish, { ...two.of, version: two.version })).code).toBe('record.changed')
  expect((await callAs(n.app, n.clerk, api.edit, { ...of, ...text, version: version + 1 })).code).toBe(
    'notices.refused',
  )
})

it('a household sees what is for it: its building, its unit; emergencies and what is pinned first', async () => {
  await n.clear()
  const all = await n.published()
  const five = await n.published({ scope: { kind: 'buildings', buildings: ['5'] } })
  const unit = await n.published({ scope: { kind: 'units', units: [{ building: '3', unit: '2' }] } })
  const urgent = await n.published({ category: 'emergency', title: '停气，请勿开阀' })
  ;(await callAs(n.app, n.clerk, api.pin, { ...all, pinned: true })).ok()
  expect(await n.ids(n.owner)).toEqual([urgent, all, unit].map(({ noticeId }) => noticeId))
  expect(await n.ids(n.far)).toEqual([urgent, all, five].map(({ noticeId }) => noticeId))
  for (const call of [api.getMine, api.markRead])
    expect((await callAs(n.app, n.owner, call, { ...n.owner.at, noticeId: five.noticeId })).code).toBe(
      'record.not_found',
    )
  const nowhere = await n.writing({ scope: { kind: 'units', units: [{ building: '3', unit: '9' }] } })
  expect(sentenceOf(nowhere)).toBe('没有这个楼栋或单元，请重新选范围')
  // Whom it is for is told, and nobody else.
  expect(await n.told(five.noticeId)).toEqual([n.far.accountId])
})

it('an emergency is confirmed; who has not is called, and reminded once an hour', async () => {
  await n.clear()
  const of = await n.published({ category: 'emergency' })
  const plain = await n.published()
  const mine = { ...n.owner.at, noticeId: of.noticeId }
  expect(sentenceOf(await callAs(n.app, n.owner, api.confirm, { ...mine, noticeId: plain.noticeId }))).toBe(
    '这条公告不用确认',
  )
  expect((await callAs(n.app, n.owner, api.confirm, mine)).ok()).toMatchObject({ read: true, confirmed: true })
  ;(await callAs(n.app, n.far, api.markRead, { ...n.far.at, noticeId: of.noticeId })).ok()
  // Another phone of theirs, an hour later: it is known since when they know.
  const { personId } = n.owner
  const other = await accountWith(n.deps, [{ ...homeIn(n.place, n.owner.at.roomId, 'owner'), personId }])
  n.deps.clock.advance(3_600_000)
  expect((await callAs(n.app, other, api.confirm, mine)).ok().confirmed).toBe(true)
  n.deps.clock.advance(-3_600_000)
  const { db } = n.place.ctx
  expect((await db.get(receiptKey(of, personId), Receipt))?.confirmedAt).toBe('2026-11-22T04:00:00.000Z')
  await n.counted()
  expect((await n.get(of)).figures).toEqual({ read: 2, confirmed: 1, objections: 0 })
  n.deps.world.settle()
  const missing = { ...of, show: 'unconfirmed' as const }
  const masked = (await callAs(n.app, n.clerk, api.unread, missing)).ok().items
  const person = { personId: n.far.personId, name: '王芳' }
  expect(masked).toEqual([
    { roomId: n.far.at.roomId, roomCode: '5-1-101', people: [{ ...person, phone: '138****0002' }] },
  ])
  expect((await callAs(n.app, n.clerk, api.unread, { ...of, show: 'unread' })).ok().items).toEqual([])
  const calls = (await callAs(n.app, n.clerk, api.callList, missing)).ok().items
  expect(calls[0]?.people).toEqual([{ ...person, phone: '13800000002' }])
  expect((await callAs(n.app, n.clerk, api.callList, { ...missing, building: '3', unit: '2' })).ok().items).toEqual([])
  expect(sentenceOf(await callAs(n.app, n.clerk, api.callList, { ...plain, show: 'unread' }))).toContain('紧急公告')
  // Who was called stands beside the home, for whoever calls next; both calls are on record.
  const home = { ...of, roomId: n.far.at.roomId }
  for (const outcome of ['no_answer', 'reached'] as const)
    (await callAs(n.app, n.clerk, api.markCalled, { ...home, outcome })).ok()
  const called = { outcome: 'reached', by: expect.any(String), at: '2026-11-22T04:00:00.000Z' }
  expect((await callAs(n.app, n.clerk, api.unread, missing)).ok().items).toMatchObject([{ called }])
  expect((await callAs(n.app, n.clerk, api.callList, missing)).ok().items).toMatchObject([{ called }])
  expect(sentenceOf(await callAs(n.app, n.clerk, api.markCalled, { ...home, ...plain, outcome: 'reached' }))).toContain(
    '紧急公告',
  )
  n.forget()
  ;(await callAs(n.app, n.clerk, api.remind, of)).ok()
  expect(await n.told(of.noticeId)).toEqual([n.far.accountId])
  expect(sentenceOf(await callAs(n.app, n.clerk, api.remind, of))).toBe('刚刚提醒过，请过一会儿再提醒')
  ;(await callAs(n.app, n.clerk, api.withdraw, { ...of, reason: '已排除' })).ok()
  expect(sentenceOf(await callAs(n.app, n.clerk, api.callList, missing))).toContain('紧急公告')
  expect((await callAs(n.app, n.clerk, api.markCalled, { ...home, outcome: 'reached' })).code).toBe('notices.refused')
  // Publication was not walked here; the reminder was, and met the one who has not confirmed.
  n.deps.world.settle()
  const asked = { communityId: n.communityId, objectId: of.noticeId }
  const pushes = (await callAs(n.app, n.clerk, messageDeskApi.pushes, asked)).ok().items
  expect(pushes).toHaveLength(2)
  const walked = pushes.filter(({ state }) => state === 'done')
  expect(walked).toMatchObject([{ title: text.title, counts: { listed: 1 }, homes: { done: 2, of: 2 } }])
})

it('a 公示 takes one objection of each person within its period; the answer is told; a deleted account leaves no name', async () => {
  await n.clear()
  const disclosed = { category: 'disclosure' as const, objectionsUntil: '2026-11-25' }
  const unnamed = await n.draft({ category: 'disclosure' })
  expect(sentenceOf(await callAs(n.app, n.clerk, api.publish, { ...unnamed.of, version: 1 }))).toBe(
    '公示要写明异议截止日期',
  )
  const of = await n.published(disclosed)
  const [plain, twice] = [await n.published(), await n.published(disclosed)]
  const objecting = (who: NoticeWorld['owner'], noticeId: string) =>
    callAs(n.app, who, api.object, { ...who.at, noticeId, text: '这笔维修费用偏高' })
  expect(sentenceOf(await objecting(n.owner, plain.noticeId))).toBe('这条公告不收异议')
  const tried = await Promise.all([objecting(n.owner, of.noticeId), objecting(n.owner, of.noticeId)])
  expect(tried.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
  expect(sentenceOf(await objecting(n.owner, of.noticeId))).toBe('您已经提过异议，物业会答复')
  // A phone that has lost the answer asks again under its key: it is what it was.
  const again = () =>
    callAs(
      n.app,
      n.far,
      api.object,
      { ...n.far.at, noticeId: twice.noticeId, text: '请公开合同' },
      'one-key-of-a-phone',
    )
  const asked = [await again(), await again()]
  expect(asked.map(answer => answer.ok().objection?.text)).toEqual(['请公开合同', '请公开合同'])
  expect((await callAs(n.app, n.clerk, api.objections, twice)).ok().items).toHaveLength(1)
  await n.counted()
  expect((await n.get(of)).figures).toMatchObject({ read: 1, objections: 1 })
  const waiting = async () => {
    n.deps.world.settle()
    const { communityId } = of
    const said = await callAs(n.app, n.clerk, overviewApi.overview, { communityId, month: '2026-11' })
    return said.ok().waiting.find(({ kind }) => kind === 'objections')
  }
  expect(await waiting()).toMatchObject({ count: 2 })
  const [objection] = (await callAs(n.app, n.clerk, api.objections, of)).ok().items
  expect(objection).toMatchObject({ name: '李小红', roomCode: '3-2-1501', text: '这笔维修费用偏高' })
  n.forget()
  const answer = { ...of, objectionId: objection?.objectionId ?? '', text: '三家比价，选了最低的' }
  ;(await callAs(n.app, n.clerk, api.answer, answer)).ok()
  expect(await waiting()).toMatchObject({ count: 1, objectId: twice.noticeId })
  expect(n.last()).toMatchObject({ accountIds: [n.owner.accountId], facts: { kind: 'objection_answered' } })
  const mine = { ...n.owner.at, noticeId: of.noticeId }
  expect((await callAs(n.app, n.owner, api.getMine, mine)).ok()).toMatchObject({
    mayObject: false,
    objection: { answer: { text: '三家比价，选了最低的' } },
  })
  expect(
    (await callAs(n.app, n.far, api.getMine, { ...n.far.at, noticeId: of.noticeId })).ok().objection,
  ).toBeUndefined()
  n.deps.world.settle()
  const objected = async (who: NoticeWorld['owner']) =>
    (await callAs(n.app, who, identityApi.exportMyData, {})).ok().sections.find(({ title }) => title === '对公示的异议')
  expect((await objected(n.owner))?.lines).toEqual([
    expect.stringMatching(/《电梯年检通知》：这笔维修费用偏高；答复：三家比价，选了最低的$/),
  ])
  expect((await objected(n.far))?.lines).toEqual([expect.stringMatching(/《电梯年检通知》：请公开合同$/)])
  const now = n.deps.clock.nowMs
  n.deps.clock.set('2026-11-25T16:00:00.000Z')
  expect(sentenceOf(await objecting(n.far, of.noticeId))).toBe('公示期已过，请打电话给物业')
  n.deps.clock.nowMs = now
  await forgetObjector(n.deps, { accountId: n.owner.accountId })
  await forgetObjector(n.deps, { accountId: n.owner.accountId })
  expect(await n.marks(n.owner)).toBeUndefined()
  const [left] = (await callAs(n.app, n.clerk, api.objections, of)).ok().items
  expect([left?.name, left?.roomCode, left?.text]).toEqual(['已注销用户', undefined, '这笔维修费用偏高'])
})

it('pictures and attachments are those of who writes; a video, somebody else’s, one of another notice is refused', async () => {
  const photo = await uploaded(n.place, n.clerk.personId)
  const paper = await n.piece('document')
  const picture = { kind: 'picture' as const, fileId: photo, caption: '停用的电梯' }
  const wish = { blocks: [...text.blocks, picture], attachments: [{ fileId: paper, name: '年检报告' }] }
  const { of, version } = await n.draft(wish)
  expect(await n.attachedTo(photo)).toBe(`notice#${of.noticeId}`)
  const shown = await n.get(of)
  expect([shown.pictures.map(({ fileId }) => fileId), shown.attachments[0]?.name]).toEqual([[photo], '年检报告'])
  expect(shown.attachments[0]?.url).toContain(encodeURIComponent(encodeURIComponent('年检报告.pdf')))
  expect((await n.writing(wish)).code).toBe('files.not_arrived')
  const foreign = await uploaded(n.place, n.owner.accountId)
  expect((await n.writing({ attachments: [{ fileId: foreign, name: '甲' }] })).code).toBe('files.not_arrived')
  const film = await n.piece('video')
  expect(sentenceOf(await n.writing({ attachments: [{ fileId: film, name: '甲' }] }))).toBe('附件只能是 PDF 或照片')
  const blocks = [{ ...picture, fileId: await n.piece('document') }]
  expect(sentenceOf(await n.writing({ blocks }))).toBe('正文里的图片要是照片')
  // What the text no longer has is let go, and swept.
  ;(await callAs(n.app, n.clerk, api.edit, { ...of, ...text, version })).ok()
  expect([await n.attachedTo(photo), await n.attachedTo(paper)]).toEqual([undefined, undefined])
})
it('what is not published, or for others, is in no answer to a household, in no count, and is told nobody', async () => {
  await n.clear()
  const canary = (word: string): Partial<NoticeText> => ({
    category: 'emergency',
    title: `CANARY${word}`,
    blocks: [{ kind: 'paragraph', text: `CANARY${word}` }],
    publisher: { ...text.publisher, name: `CANARY${word}` },
  })
  const hidden = [await n.draft(canary('A')), await n.draft(canary('B'))]
  const [, second] = hidden
  const at = '2026-11-24T01:00:00.000Z'
  if (second) (await callAs(n.app, n.clerk, api.schedule, { ...second.of, version: 1, at })).ok()
  const gone = await n.published(canary('C'))
  ;(await callAs(n.app, n.clerk, api.withdraw, { ...gone, reason: 'CANARYW' })).ok()
  const over = await n.published({ ...canary('D'), until: '2026-11-22' })
  const others = await n.published({ ...canary('E'), scope: { kind: 'buildings', buildings: ['5'] } })
  const now = n.deps.clock.nowMs
  n.deps.clock.set('2026-11-23T02:00:00.000Z')
  const all = [...hidden.map(({ of }) => of), gone, over, others]
  const answers: unknown[] = [
    (await callAs(n.app, n.owner, api.mine, n.owner.at)).body,
    (await callAs(n.app, n.owner, insightApi.home, n.owner.at)).body,
  ]
  for (const { noticeId } of all) {
    const mine = { ...n.owner.at, noticeId }
    for (const call of [api.getMine, api.markRead, api.confirm]) {
      const answer = await callAs(n.app, n.owner, call, mine)
      expect([call.id, answer.status]).toEqual([call.id, 404])
      answers.push(answer.body)
    }
    answers.push((await callAs(n.app, n.owner, api.object, { ...mine, text: '异议' })).body)
    for (const call of [api.get, api.list, api.objections])
      answers.push((await callAs(n.app, n.owner, call, { communityId: n.place.communityId, noticeId })).body)
  }
  expect(JSON.stringify(answers)).not.toMatch(/CANARY/)
  // A queue that comes late tells nobody of what was taken down meanwhile.
  expect(await n.told(gone.noticeId)).toEqual([])
  expect((await n.get(gone)).figures).toEqual({ read: 0, confirmed: 0, objections: 0 })
  n.deps.clock.nowMs = now
})
