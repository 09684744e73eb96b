import { liveOf } from '@linli/functions/notices/live'
import { objectionIdOf, objectionItem } from '@linli/functions/notices/objections'
import { receiptItem } from '@linli/functions/notices/receipts'
import { deliveryItem, pushItem } from '@linli/functions/messages/push-store'
import { liveKey, noticeItem, type StoredNotice } from '@linli/functions/notices/store'
import { derivedId } from '@linli/functions/secrets'
import { orderIdOf } from './growth-orders'

const at = '2026-11-05T02:00:00.000Z'
export const noticeIdOf = (communityId: string, i: number) => derivedId('notice', communityId, i)
/** As many as may be published at once. */
const live = 60

const noticeOf = (communityId: string, i: number): StoredNotice => ({
  noticeId: noticeIdOf(communityId, i),
  communityId,
  category: i === 0 ? 'disclosure' : 'notice',
  title: '关于生活水箱清洗的通知',
  publisher: { kind: 'office', name: '物业服务中心', phone: '010-88880000' },
  scope: { kind: 'community' },
  blocks: [{ kind: 'paragraph', text: '本周六上午清洗水箱，请提前备水。'.repeat(10) }],
  attachments: [],
  media: [],
  state: i < live ? 'published' : 'expired',
  pinned: false,
  createdAt: at,
  createdBy: '王经理',
  publishedAt: at,
  publishedBy: '王经理',
  until: '2027-11-04',
  ...(i === 0 && { objectionsUntil: '2027-11-04' }),
  timers: {},
  version: 3,
})

type Home = { communityId: string; roomId: string; code: string; occupancies: { personId: string }[] }

/** The i-th notice; everybody who lives here has read, and objected to, the first. */
export function* noticesOf(
  { communityId, roomId, code, occupancies }: Home,
  i: number,
): Generator<Record<string, unknown>> {
  yield noticeItem(noticeOf(communityId, i))
  const pushId = derivedId('push', communityId, i)
  // To whom the bench asks about: as much as a long life in one home.
  yield deliveryItem(communityId, {
    pushId,
    accountId: derivedId('told', communityId, i),
    personId: occupancies[0]?.personId ?? '',
    kind: 'notice_published',
    title: '有新公告',
    text: '物业服务中心：关于生活水箱清洗的通知',
    objectId: orderIdOf(communityId, 0),
    state: 'sent',
    page: '',
    at,
  })
  yield deliveryItem(communityId, {
    pushId,
    personId: occupancies[0]?.personId ?? '',
    kind: 'notice_urgent',
    title: '紧急通知',
    text: '物业服务中心：燃气泄漏，请马上离开',
    objectId: orderIdOf(communityId, 0),
    state: 'to_call',
    call: true,
    page: '',
    at,
  })
  yield pushItem({
    pushId,
    communityId,
    companyId: derivedId('company', communityId),
    kind: 'notice_published',
    title: '关于生活水箱清洗的通知',
    // What the bench asks for by an object is of this order.
    objectId: orderIdOf(communityId, 0),
    state: 'done',
    counts: { sent: 312, no_grant: 20, listed: 41 },
    others: {},
    arrived: 0,
    notArrived: 0,
    homes: { done: 180, of: 180 },
    at,
    endedAt: at,
    job: { type: 'notices.tell' },
    leaseUntil: 0,
    tries: 0,
  })
  const of = { communityId, noticeId: noticeIdOf(communityId, 0) }
  const personId = derivedId('reader', communityId, i)
  yield receiptItem({ ...of, personId, roomId, readAt: at, objectedAt: at, version: 1 })
  const about = { text: '费用偏高', at, name: '李小红', roomId, roomCode: code, version: 1 }
  yield objectionItem({ ...of, objectionId: objectionIdOf(of, personId), ...about })
}

/** What is published, as one record. */
export const liveNotices = (communityId: string): Record<string, unknown> => ({
  ...liveKey(communityId),
  live: Array.from({ length: live }, (_, i) => liveOf(noticeOf(communityId, i))),
  version: 1,
})
