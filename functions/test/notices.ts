import { messagesApi } from '@linli/shared/messages/api'
import { noticesApi as api } from '@linli/shared/notices/api'
import type { NoticeText } from '@linli/shared/notices/schema'
import { loadRoom, roomWrite } from '../src/communities/rooms'
import { mediaKey, StoredMedia } from '../src/files/media-store'
import { makeApp } from '../src/http'
import { routes as identity } from '../src/identity/routes'
import { routes as insight } from '../src/insight/routes'
import { loadPerson, personWrite } from '../src/people/person'
import { CountBody, countReceipt } from '../src/notices/receipts'
import { routes as messages } from '../src/messages/routes'
import { makeContext } from '../src/context'
import { routes } from '../src/notices/routes'
import { marksKey, NoticeMarks } from '../src/notices/store'
import { TellBody, tellHomes } from '../src/notices/tell'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import { callAs } from './call'
import { testDeps } from './context'
import { makeCommunity, makeRoom } from './make'

export const text: NoticeText = {
  category: 'notice',
  title: '电梯年检通知',
  publisher: { kind: 'office', name: '锦绣花园物业服务中心', phone: '010-88880000' },
  scope: { kind: 'community' },
  blocks: [{ kind: 'paragraph', text: '明天 9 点到 11 点电梯停用' }],
  attachments: [],
  until: '2026-11-30',
}

export type NoticeWorld = Awaited<ReturnType<typeof openNotices>>

/** A community with a clerk and two households in two buildings, who use the app; what the outbox is given is kept. */
export async function openNotices() {
  const deps = testDeps()
  let sent: { type: string; [name: string]: unknown }[] = []
  const committed = deps.outbox.committed.bind(deps.outbox)
  deps.outbox.committed = writes => {
    for (const write of writes)
      if ('put' in write && write.put.pk.startsWith('G#outbox#')) sent.push({ type: '', ...Object(write.put.body) })
    committed(writes)
  }
  const app = makeApp(deps, [...routes, ...identity, ...insight, ...messages])
  const place = await makeCommunity(deps)
  const { communityId } = place
  const clerk = await staffWith(deps, [roleIn(place, 'clerk')], 365)
  const owner = await live('3-2-1501', '李小红', '13800000001')
  const far = await live('5-1-101', '王芳', '13800000002')

  async function live(code: string, ownerName: string, phone: string, to?: string) {
    const { roomId } = await makeRoom(place, { code, ownerName, phone })
    const known = await loadRoom(place.ctx, communityId, roomId)
    const personId = known.occupancies[0]?.personId ?? ''
    const account = await accountWith(deps, [{ ...homeIn(place, roomId, 'owner'), roomCode: code, personId }])
    const accounts = [account.accountId]
    const occupancies = known.occupancies.map(each => ({ ...each, accounts, ...(to && { to }) }))
    const { write } = roomWrite(place.ctx, known, { occupancies })
    const bound = personWrite(await loadPerson(place.ctx, place.companyId, personId), { accounts })
    await place.ctx.db.transact([write, bound.write], { pk: `C#${communityId}#rooms`, sk: roomId })
    return { ...account, personId, at: { communityId, roomId } }
  }
  type Resident = typeof owner

  const writing = (wish: Partial<NoticeText> = {}) => callAs(app, clerk, api.create, { communityId, ...text, ...wish })
  const draft = async (wish: Partial<NoticeText> = {}) => {
    const { noticeId, version } = (await writing(wish)).ok()
    return { of: { communityId, noticeId }, version }
  }
  const published = async (wish: Partial<NoticeText> = {}) => {
    const { of, version } = await draft(wish)
    ;(await callAs(app, clerk, api.publish, { ...of, version })).ok()
    return of
  }
  const listOf = async (who: Resident) => (await callAs(app, who, api.mine, who.at)).ok().items
  const ids = async (who: Resident) => (await listOf(who)).map(({ noticeId }) => noticeId)
  const get = async (of: { communityId: string; noticeId: string }) => (await callAs(app, clerk, api.get, of)).ok()
  /** Nothing is published, nothing was sent. */
  const clear = async () => {
    deps.world.settle()
    for (const { state, noticeId } of (await callAs(app, clerk, api.list, { communityId })).ok().items)
      if (state === 'published') await callAs(app, clerk, api.withdraw, { communityId, noticeId, reason: '测试' })
    sent = []
  }
  const of = (type: string) => sent.filter(each => each.type === type)
  /** What the queue would do: receipts counted, each told twice. */
  const counted = async () => {
    for (const body of [...of('notices.count'), ...of('notices.count')]) await countReceipt(deps, CountBody.parse(body))
  }
  /** Tells households of some notice, as the queue would, twice; answers which accounts have a message of it. */
  const told = async (noticeId: unknown) => {
    deps.world.settle()
    const jobs = of('notices.tell').filter(body => body.noticeId === noticeId)
    for (const body of [...jobs, ...jobs]) await tellHomes(deps, TellBody.parse(body))
    const accountIds: string[] = []
    for (const who of [owner, far])
      for (const { page } of (await callAs(app, who, messagesApi.mine, {})).ok().items)
        if (page?.endsWith(`noticeId=${String(noticeId)}`)) accountIds.push(who.accountId)
    return accountIds
  }
  const piece = async (kind: StoredMedia['kind']) => {
    const fileId = deps.newId()
    const media: StoredMedia = { fileId, kind, communityId, by: clerk.personId, state: 'ready' }
    await place.ctx.db.writeMany([{ put: { ...mediaKey(communityId, fileId), ...media } }])
    return fileId
  }
  const attachedTo = async (fileId: string) =>
    (await place.ctx.db.get(mediaKey(communityId, fileId), StoredMedia))?.attachedTo
  const last = () => sent.at(-1)
  /** What an account has read, as it is kept. */
  const marks = ({ accountId }: Resident) =>
    makeContext(deps, { kind: 'system' }, [`A#${accountId}#`]).db.get(marksKey(accountId, communityId), NoticeMarks)
  const forget = () => {
    sent = []
  }
  const world = { deps, app, place, communityId, clerk, owner, far, writing, draft, published, listOf, ids, get }
  return Object.assign(world, { clear, counted, told, piece, attachedTo, sent: of, last, forget, live, marks })
}
