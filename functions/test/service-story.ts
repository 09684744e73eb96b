import { messagesApi } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { complaintStory } from './complaint-story'
import { noticeStory } from './notice-story'
import { forumStory } from './forum-story'
import type { Place } from './make'
import { roundStory } from './meter-story'
import type { Act } from './records'
import { doorStory } from './scan-story'
import { repairStory, uploaded } from './repair-story'
import { makeStaff } from './sign-in'
import { visitorStory } from './visitor-story'
import { deliveryItem, deliveryKey } from '../src/messages/push-store'

/** Repairs, complaints, visitors and notices of one home; `officerId` is a manager who repairs too. */
export async function serviceStory(
  mine: Act,
  desk: Act,
  place: Place,
  who: { roomId: string; accountId: string; officerId: string; settle: () => void } & Parameters<typeof doorStory>[1],
): Promise<void> {
  const { roomId, accountId, officerId, settle } = who
  const collect = (order: { communityId: string; repairId: string }) => doorStory(desk, who, order)
  const { personId: colleagueId } = await makeStaff(place, ['repairer'])
  await repairStory(mine, desk, place, { roomId, accountId }, { personId: officerId, colleagueId, settle, collect })
  await roundStory(desk, place, { roomId, officerId })
  const pictureId = await uploaded(place, officerId)
  await complaintStory(mine, desk, { communityId: place.communityId, roomId, colleagueId, officerId, pictureId })
  await visitorStory(mine, desk, place, roomId)
  const photoId = await uploaded(place, officerId)
  await noticeStory(mine, desk, place, { roomId, pictureId: photoId })
  await desk(messageDeskApi.saveQuietHours, {
    communityId: place.communityId,
    quietFrom: '23:00',
    quietTo: '06:30',
    version: 0,
  })
  await toldByPhone(desk, place)
  await mine(messagesApi.saveSettings, { off: ['post_reply'], daily: true, version: 0 })
  await forumStory(mine, desk, place, { roomId, record: who.record })
}

/** Somebody whom an emergency reached no other way is spoken to. */
async function toldByPhone(desk: Act, { ctx, communityId }: Place): Promise<void> {
  const who = { pushId: ctx.newId(), personId: ctx.newId() }
  const said = {
    kind: 'notice_urgent',
    title: '紧急通知',
    text: '物业服务中心：停气',
    page: '',
    at: ctx.now(),
  } as const
  const call = { ...who, ...said, state: 'to_call', call: true } as const
  await ctx.db.transact([{ put: deliveryItem(communityId, call) }], deliveryKey({ communityId, ...call }))
  await desk(messageDeskApi.markCalled, { communityId, ...who, outcome: 'reached' })
}
