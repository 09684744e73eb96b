import { noticesApi as api } from '@linli/shared/notices/api'
import type { NoticeText } from '@linli/shared/notices/schema'
import { listObjections } from '../src/notices/objections'
import type { Place } from './make'
import type { Act } from './records'

const text: NoticeText = {
  category: 'notice',
  title: '水箱清洗',
  publisher: { kind: 'office', name: '物业服务中心', phone: '010-88880000' },
  scope: { kind: 'community' },
  blocks: [{ kind: 'paragraph', text: '明天上午停水' }],
  attachments: [],
  until: '2026-12-01',
}

/** Everything that can be done to notices, once; `pictureId` is one that the desk uploaded. */
export async function noticeStory(
  mine: Act,
  desk: Act,
  place: Place,
  { roomId, pictureId }: { roomId: string; pictureId: string },
): Promise<void> {
  const { communityId } = place
  const at = { communityId }
  const picture = { kind: 'picture' as const, fileId: pictureId, caption: '水箱' }
  const written = await desk(api.create, { ...at, ...text })
  const one = { ...at, noticeId: written.noticeId }
  const blocks = [...text.blocks, picture]
  const edited = await desk(api.edit, { ...one, ...text, blocks, version: written.version })
  const startsAt = '2026-11-23T01:00:00.000Z'
  await desk(api.schedule, { ...one, at: startsAt, version: edited.version })
  const back = await desk(api.unschedule, one)
  await desk(api.publish, { ...one, version: back.version })
  await desk(api.pin, { ...one, pinned: true })
  await mine(api.markRead, { ...at, roomId, noticeId: one.noticeId })
  await desk(api.remind, one)
  await desk(api.withdraw, { ...one, reason: '改期' })

  const published = async (wish: Partial<NoticeText>) => {
    const { noticeId, version } = await desk(api.create, { ...at, ...text, ...wish })
    await desk(api.publish, { ...at, noticeId, version })
    return { own: { ...at, roomId, noticeId }, one: { ...at, noticeId } }
  }
  const urgent = await published({ category: 'emergency', title: '停气' })
  await mine(api.confirm, urgent.own)
  await desk(api.callList, { ...urgent.one, show: 'unconfirmed' })
  await desk(api.markCalled, { ...urgent.one, roomId, outcome: 'reached' })
  const disclosed = await published({ category: 'disclosure', objectionsUntil: '2026-11-30' })
  await mine(api.object, { ...disclosed.own, text: '费用偏高' })
  const { items } = await listObjections(place.ctx, { ...disclosed.one, limit: 1 })
  await desk(api.answer, { ...disclosed.one, objectionId: items[0]?.objectionId ?? '', text: '三家比价' })
}
