import type { Client } from '@linli/infra/local/client'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { forumApi } from '@linli/shared/forum/api'
import { identityApi } from '@linli/shared/identity/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { expect } from 'vitest'
import type { Estate } from './estate'
import { Phone } from './phone'

/** From a post that waits for a person to the reply that its author hears of, and one that is refused; what went wrong in the apps. */
export async function forumJourney(estate: Estate, manager: Client, photo: Uint8Array): Promise<unknown[]> {
  const at = { communityId: estate.communityId }
  const { control } = estate.stack.gateway
  const before = await new Phone(estate, 'owner').signIn()
  await before.until('去缴费')
  expect(before.text()).not.toContain('邻里')
  await manager.call(forumDeskApi.saveSettings, { ...at, on: true, topics: ['停车'], version: 0 })

  const author = await new Phone(estate, 'owner', {
    storage: Object.fromEntries(before.storage),
    stubs: { requestSubscribeMessage: ({ tmplIds }) => granted(estate, 'owner', tmplIds) },
  }).launch()
  await author.until('闲聊、团购、找东西、提建议')
  await author.tap('闲聊、团购、找东西、提建议')
  await author.until('还没有人说话')
  await author.tap('发一条')
  await author.tap('失物招领')
  await author.tap('捡到东西')
  await author.type('是什么东西', '黑色雨伞，加微信也行')
  await author.type('在哪里', '大堂')
  await author.tap('女士')
  expect(author.text()).toContain('显示为「1栋')

  // Killed while it was written: what was typed, and its photo, are there again.
  author.album.set('wxfile://umbrella.jpg', { kind: 'image', bytes: photo })
  await author.tap('拍照或选照片')
  await author.until('最多 9 张')
  const again = new Phone(estate, 'owner', {
    storage: Object.fromEntries(author.storage),
    stubs: { requestSubscribeMessage: ({ tmplIds }) => granted(estate, 'owner', tmplIds) },
  })
  again.album.set('wxfile://umbrella.jpg', { kind: 'image', bytes: photo })
  await again.launch()
  await again.tap('闲聊、团购、找东西、提建议')
  await again.tap('发一条')
  await again.until('上次没发完的在这里')
  expect(again.all('.ll-photos__tile')).toHaveLength(1)
  await again.pick('哪一天', '2026-11-22')
  await again.type('是什么东西', '看不\u200b见的')
  await again.tap('发布')
  await again.until('内容里有看不见的字符，请重新输入')
  await again.type('是什么东西', '黑色雨伞，加微信也行')
  await again.tap('发布')
  await again.until('正在审核，通过后邻居就能看到')
  await again.tap('收通知')
  await again.until('会用微信告诉您')
  const [asked] = again.callsOf('requestSubscribeMessage')
  expect(asked?.options.tmplIds).toEqual(expect.arrayContaining(['local-post-decided', 'local-post-reply']))
  await again.back()
  await again.until('审核中')

  const neighbour = await new Phone(estate, 'two-rooms').signIn()
  await neighbour.until('闲聊、团购、找东西、提建议')
  await neighbour.tap('闲聊、团购、找东西、提建议')
  await neighbour.until('还没有人说话')
  const { homes } = await (await estate.as('owner')).call(identityApi.me, {})
  const home = { ...at, roomId: homes[0]?.roomId ?? '' }
  // Whatever hour it is while this runs, nothing waits for the morning.
  await manager.call(messageDeskApi.saveQuietHours, { ...at, quietFrom: '00:00', quietTo: '00:00', version: 0 })
  const waiting = async () => (await manager.call(forumDeskApi.shelf, { ...at, shelf: 'review' })).items
  await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1)
  const [post] = await waiting()
  const of = { ...at, postId: post?.postId ?? '' }
  await manager.call(forumDeskApi.decide, { ...of, round: 1, allow: true })

  await neighbour.lifecycle('onPullDownRefresh')
  await neighbour.until('黑色雨伞')
  expect(neighbour.text()).toContain('IP属地：')
  await neighbour.tap('黑色雨伞')
  await neighbour.until('还没有人回复')
  await neighbour.tap('赞')
  await neighbour.until('已赞 1')
  await neighbour.tap('回复')
  await neighbour.type('您的回复', '是我的，晚上去拿')
  await neighbour.tap('发布')
  await expect.poll(async () => (await repliesTo(neighbour)).length, { timeout: 20_000, interval: 300 }).toBe(1)

  // Told by WeChat and in the app; either leads to the post.
  const openid = control.openid({ user: 'owner' })
  const sent = () => control.messages(openid).filter(({ page }) => page.startsWith('forum/one/index'))
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBe(2)
  await again.open(`/${sent().at(-1)?.page}`)
  await again.until('是我的，晚上去拿')
  await again.open('/messages/list/index')
  await again.until('有人回复了')
  await again.tap('有人回复了')
  await again.until('是我的，晚上去拿')

  // Refused: why is read there, and 申诉 goes to the office.
  const said = { ...home, kind: 'chat' as const, text: '收购旧家电，加微信', calledAs: 'ms' as const }
  const { postId } = await (await estate.as('owner')).call(forumApi.post, said)
  await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1)
  await manager.call(forumDeskApi.decide, { ...at, postId, round: 1, allow: false, reason: 'advert' })
  await again.open(`/forum/mine/index?communityId=${at.communityId}&roomId=${home.roomId}`)
  await again.until('收购旧家电')
  await again.tap('收购旧家电')
  await again.until('原因：广告')
  await again.tap('申诉')
  await again.type('申诉理由', '是帮老人处理，不收费')
  await again.tap('提交申诉')
  await again.until('申诉收到了')
  await manager.call(forumDeskApi.answerAppeal, { ...at, postId, restore: true, text: '核实过了' })
  await again.lifecycle('onPullDownRefresh')
  await again.until('物业的答复：核实过了')

  // The neighbour likes their own word, wants nothing more of this author, and takes that back.
  await neighbour.tap('的回复，0 个赞')
  neighbour.find('的回复，1 个赞')
  const [ofAuthor] = neighbour.all('[aria-label^="更多，"]')
  await neighbour.tap(ofAuthor?.getAttribute('aria-label') ?? '')
  await neighbour.tap('不看这个人发的')
  await neighbour.until('还没有人说话')
  await neighbour.tap('我发的')
  await neighbour.until('是我的，晚上去拿')
  await neighbour.tap('不看的')
  await neighbour.until('这个人发的都不看')
  await neighbour.tap('重新显示')
  await neighbour.until('没有不看的')
  expect(Math.max(again.setData.largest, neighbour.setData.largest)).toBeLessThan(32 * 1_024)
  return [before, author, again, neighbour].flatMap(({ errors }) => errors)
}

async function repliesTo(phone: Phone): Promise<Element[]> {
  await phone.lifecycle('onPullDownRefresh')
  return phone.all('.own-reply').filter(({ textContent }) => !textContent?.includes('审核中'))
}

/** WeChat keeps what the person allowed, one message each. */
function granted({ stack }: Estate, user: string, tmplIds: unknown): Record<string, string> {
  const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : []
  for (const templateId of ids) stack.gateway.control.grant({ user, templateId })
  return Object.fromEntries(ids.map(id => [id, 'accept']))
}
