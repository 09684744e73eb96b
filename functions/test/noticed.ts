import type { Room } from '@linli/shared/communities/schema'
import { communityContext, reaching } from '../src/context'
import { liveOf } from '../src/notices/live'
import { objectionIdOf, objectionItem } from '../src/notices/objections'
import { countReceipt, receiptItem } from '../src/notices/receipts'
import { dueOwner, liveKey, noticeItem, type StoredNotice } from '../src/notices/store'
import type { TestDeps } from './context'

/** A 公示 that is published until its clock ends it, which one person read, objected to and was answered; and a draft. */
export async function noticed(deps: TestDeps, { communityId, roomId, code, occupancies }: Room): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), dueOwner)
  const of = { communityId, noticeId: deps.newId() }
  const at = ctx.now()
  const notice: StoredNotice = {
    ...of,
    category: 'disclosure',
    title: '电梯维修费用公示',
    publisher: { kind: 'office', name: '物业服务中心', phone: '010-88880000' },
    scope: { kind: 'community' },
    blocks: [{ kind: 'list', items: ['三家比价', '选了最低的'] }],
    attachments: [],
    media: [],
    state: 'published',
    pinned: true,
    createdAt: at,
    createdBy: '小林',
    publishedAt: at,
    until: '2026-12-20',
    objectionsUntil: '2026-12-10',
    timers: { expire: '2026-12-20T16:00:00.000Z' },
    version: 2,
  }
  const { publishedAt: _at, ...rest } = notice
  const draft: StoredNotice = { ...rest, noticeId: deps.newId(), state: 'draft', timers: {} }
  const personId = occupancies[0]?.personId ?? ''
  const receipt = { ...of, personId, roomId, readAt: at, objectedAt: at, version: 1 }
  const said = { text: '费用偏高', at, name: '业主1', roomId, roomCode: code, version: 2 }
  const answer = { text: '合同已公开', by: '小林', at }
  await ctx.db.writeMany([
    { put: noticeItem(notice) },
    { put: noticeItem(draft) },
    { put: { ...liveKey(communityId), live: [liveOf(notice)], version: 1 } },
    { put: receiptItem(receipt) },
    { put: objectionItem({ ...of, objectionId: objectionIdOf(of, personId), ...said, answer }) },
  ])
  await countReceipt(deps, { ...of, personId })
}
