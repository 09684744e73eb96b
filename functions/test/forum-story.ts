import { forumApi } from '@linli/shared/forum/api'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { Post } from '@linli/shared/forum/schema'
import { checkPost } from '../src/forum/check-post'
import { postKey, StoredPost } from '../src/forum/store'
import { accountWith, homeIn } from './actors'
import { callAs } from './call'
import type { Place } from './make'
import type { Act, Recorder } from './records'

/** Everything that can be said in the forum, and done about it, once. */
export async function forumStory(
  mine: Act,
  desk: Act,
  { deps, communityId, ...place }: Place,
  { roomId, record }: { roomId: string; record: Recorder },
): Promise<void> {
  const here = { communityId }
  const home = { communityId, roomId }
  await desk(forumDeskApi.saveSettings, { ...here, on: true, topics: ['停车'], version: 0 })
  const checked = async ({ postId, communityId: at }: Post) => {
    await checkPost(deps, { communityId: at, postId, round: 1 })
    return { post: { ...here, postId }, own: { ...home, postId } }
  }
  const say = async (text: string) =>
    checked(await mine(forumApi.post, { ...home, kind: 'chat', calledAs: 'mr', text, fileIds: [] }))

  const shown = await say('地库灯坏了')
  await mine(forumApi.reply, { ...shown.own, text: '已报修', calledAs: 'mr' })
  for (const on of [true, false]) {
    await mine(forumApi.like, { ...shown.own, on })
    await mine(forumApi.follow, { ...shown.own, on })
    await desk(forumDeskApi.pin, { ...shown.post, on })
  }
  for (const on of [true, false]) await desk(forumDeskApi.hide, { ...shown.post, on })
  const kept = await place.ctx.db.get(postKey(shown.post), StoredPost)
  await mine(forumApi.edit, { ...shown.own, text: '地库灯修好了', version: kept?.version ?? 0 })
  await mine(forumApi.remove, shown.own)

  const doubtful = await say('一起买车厘子，加微信')
  await desk(forumDeskApi.decide, { ...doubtful.post, round: 1, allow: false, reason: 'advert' })
  await mine(forumApi.appeal, { ...doubtful.own, text: '不是广告' })
  await desk(forumDeskApi.answerAppeal, { ...doubtful.post, restore: true, text: '核实过了' })
  await desk(forumDeskApi.takeDown, { ...doubtful.post, reason: 'advert' })

  const neighbour = await accountWith(deps, [homeIn({ deps, communityId, ...place }, roomId, 'owner')])
  const said = { ...home, kind: 'chat' as const, calledAs: 'ms' as const, text: '楼上太吵，加微信说' }
  const { postId } = (await callAs(record.app, neighbour, forumApi.post, said)).ok()
  await checkPost(deps, { communityId, postId, round: 1 })
  await desk(forumDeskApi.decide, { ...here, postId, round: 1, allow: true })
  for (const on of [true, false]) await mine(forumApi.unwant, { ...home, postId, what: 'author', on })
  await mine(forumApi.report, { ...home, postId, reason: 'abuse' })
  await desk(forumDeskApi.dismiss, { ...here, postId })
  await desk(forumDeskApi.mute, { ...here, postId, days: 1, reason: '刷屏' })
  await desk(forumDeskApi.unmute, { ...here, accountId: neighbour.accountId })
}
