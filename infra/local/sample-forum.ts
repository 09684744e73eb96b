import type { InputOf } from '@linli/shared/contract'
import { forumApi } from '@linli/shared/forum/api'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { addDays } from '@linli/shared/time'
import type { Client } from './client'
import { until } from './office'
import type { Neighbour, Neighbours } from './sample-neighbours'

type Wish = Omit<InputOf<typeof forumApi.post>, 'communityId' | 'roomId' | 'calledAs'>

/** A forum that is on, with what neighbours say in it; the last one waits for a person of the office. */
export async function sampleForum(
  office: Client,
  { owner, tenant, landlord, elder }: Neighbours,
  { communityId, today }: { communityId: string; today: string },
): Promise<void> {
  const topics = ['停车', '宠物', '孩子', '二手']
  await office.call(forumDeskApi.saveSettings, { communityId, on: true, topics, version: 0 })
  const say = ({ client, home }: Neighbour, wish: Wish) =>
    client.call(forumApi.post, { ...home, calledAs: 'ms', ...wish })
  const found = { what: 'found', where: '1栋大堂', on: today } as const
  const group = { item: '赣南脐橙 5 斤装', priceFen: 3_500, wanted: 20, until: addDays(today, 7), pickUp: '南门岗亭' }
  await say(owner, { kind: 'suggestion', text: '儿童乐园旁边能不能加两盏灯，傍晚接孩子看不清路。', topic: '孩子' })
  await say(landlord, { kind: 'group_buy', text: '亲戚家果园的，甜，周末送到门口。想要的在下面报份数。', group })
  await say(elder, { kind: 'chat', text: '楼下桂花开了，明早七点一起散步的在大堂等。' })
  const keys = await say(tenant, {
    kind: 'lost_found',
    text: '一串钥匙，带蓝色门禁扣和小熊挂件，先放在前台了。',
    found,
  })
  const under = { ...owner.home, postId: keys.postId, calledAs: 'ms' as const }
  await until(
    async () => (await owner.client.call(forumApi.list, owner.home)).items,
    items => items.some(({ postId }) => postId === keys.postId),
  )
  await owner.client.call(forumApi.reply, { ...under, text: '可能是三楼小朋友的，我问问看，谢谢您' })
  await say(tenant, { kind: 'decoration', text: '换了整屋隔音窗，效果不错。师傅电话加微信发您。' })
}
