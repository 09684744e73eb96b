import { aPhoto, sendForm } from '@linli/functions/test/file-story'
import type { Client } from '@linli/infra/local/client'
import type { InputOf } from '@linli/shared/contract'
import { filesApi } from '@linli/shared/files/api'
import { forumApi } from '@linli/shared/forum/api'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { identityApi } from '@linli/shared/identity/api'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, rowOf, search } from './office'

/**
 * Turned on; what waits is decided by keyboard, and not twice; an appeal restores it; a reported post goes, another is
 * pinned and found, an author is muted.
 */
export async function expectForumJourney(office: Office): Promise<void> {
  await turnOn(office)
  const [author, neighbour] = await Promise.all(['owner', 'elder'].map(user => residentOf(office, user)))
  if (!author || !neighbour) throw new Error('nobody lives here')
  const { communityId } = author.home
  const desk = office.estate.office
  const waiting = async () => (await desk.call(forumDeskApi.shelf, { communityId, shelf: 'review' })).items
  const untilWaiting = (count: number) =>
    expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(count)
  const sell = await author.say('团购车厘子请加微信', { fileIds: [await author.photo(), await author.photo()] })
  const lamp = await author.say('地库的灯坏了')
  const rumour = await author.say('听说要停水三天')
  // The checker answers in any order, and the queue is in the order of its answers.
  await untilWaiting(1)
  await author.say('出租车位请加微信')
  await untilWaiting(2)
  const inSight = async () => (await neighbour.reads()).toSorted()
  await expect.poll(inSight, { timeout: 60_000 }).toEqual(['听说要停水三天', '地库的灯坏了'].toSorted())

  const page = await office.as('clerk')
  await page.getByRole('listitem').filter({ hasText: '待审内容' }).getByRole('link', { name: '去审核' }).click()
  await page.getByText('团购车厘子请加微信').waitFor()
  await page.getByText('还有 2 条').waitFor()
  const pictures = page.getByRole('img', { name: /^照片 \d$/ })
  await expect
    .poll(() => pictures.evaluateAll(all => all.map(each => each instanceof HTMLImageElement && each.naturalWidth)))
    .toEqual([640, 640])
  await expectFits(page)
  await refuseByKeyboard(page)
  await page.getByText('还有 1 条').waitFor()
  await page.getByText('出租车位请加微信').waitFor()
  // A colleague is faster.
  const [other] = await waiting()
  if (!other) throw new Error('nothing waits')
  const { postId, round } = other
  await desk.call(forumDeskApi.decide, { communityId, postId, round, allow: true })
  await page.keyboard.press('1')
  await page.getByText('刚才那条没有再处理：同事已经处理过了，现在是「已发布」').waitFor()
  await page.getByText('都审完了').waitFor()

  const refused = await author.own(sell)
  expect([refused.state, refused.decision?.reason]).toEqual(['refused', 'advert'])
  const { home, client } = author
  await client.call(forumApi.appeal, { ...home, postId: sell, text: '不是广告，是邻居一起买' })
  await neighbour.client.call(forumApi.report, {
    ...neighbour.home,
    postId: rumour,
    reason: 'rumour',
    note: '没有的事',
  })
  await answerAppeal(office)
  expect((await author.own(sell)).state).toBe('approved')

  await takeDown(page)
  const gone = await author.own(rumour)
  expect([gone.state, gone.decision?.reason]).toEqual(['taken_down', 'rumour'])
  expect((await author.own(lamp)).pinned).toBeUndefined()
  await pinAndMute(page)
  expect((await author.own(lamp)).pinned).toBe(true)
  await expect(author.say('还能说吗')).rejects.toThrow(/多次造谣/)
  await page.getByText('禁言', { exact: true }).click()
  await rowOf(page, '多次造谣').waitFor()
  await rowOf(page, '多次造谣').getByRole('button', { name: '解除' }).click()
  await page.getByText('没有被禁言的人').waitFor()
  await author.say('又能说了')
  await expectQuiet(page)
}

async function turnOn(office: Office): Promise<void> {
  const page = await office.as('manager', 'bindings')
  await goTo(page, '邻里论坛')
  await page.getByText('邻里还没有开通').waitFor()
  await page.getByText('都审完了').waitFor()
  await page.getByRole('button', { name: '去设置' }).click()
  await page.getByLabel('开通邻里').click()
  for (const nth of [1, 2]) {
    await page.getByRole('button', { name: '添加话题' }).click()
    await page.getByLabel(`话题 ${nth}`, { exact: true }).fill('停车')
  }
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('话题要写 1 到 8 个字，不能重复').waitFor()
  await page.getByLabel('话题 2', { exact: true }).fill('宠物')
  await expectFits(page)
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('设置已保存').waitFor()
  await page.getByText('邻里还没有开通').waitFor({ state: 'hidden' })
  await expectQuiet(page)
}

async function refuseByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('2')
  const why = dialog(page, '为什么不通过')
  await why.getByRole('radio').first().and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await why.getByText('请选择原因').waitFor()
  await page.keyboard.press('1')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await why.waitFor({ state: 'hidden' })
}

async function answerAppeal(office: Office): Promise<void> {
  const page = await office.as('manager')
  await page.getByRole('listitem').filter({ hasText: '邻里申诉' }).getByRole('link', { name: '去答复' }).click()
  await rowOf(page, '团购车厘子', '不是广告，是邻居一起买').getByRole('button').click()
  const drawer = dialog(page, '邻里内容')
  await drawer.getByText('原因：广告').waitFor()
  await drawer.getByText('不是广告，是邻居一起买').waitFor()
  await expectFits(page)
  await drawer.getByRole('button', { name: '答复申诉…' }).click()
  const answer = dialog(page, '答复申诉')
  await answer.getByRole('button', { name: '答复作者' }).click()
  await answer.getByText('请写答复').waitFor()
  await answer.getByLabel('申诉成立，恢复显示').check()
  await answer.getByLabel('答复', { exact: true }).fill('核实过了，是邻居一起买')
  await answer.getByRole('button', { name: '答复作者' }).click()
  await drawer.getByText('已发布').waitFor()
  await expectQuiet(page)
}

async function takeDown(page: Page): Promise<void> {
  await page.getByText('被举报', { exact: true }).click()
  await rowOf(page, '听说要停水三天').getByRole('button').click()
  const drawer = dialog(page, '邻里内容')
  await drawer.getByText('编造、传播不实信息：没有的事').waitFor()
  await expectFits(page)
  await drawer.getByRole('button', { name: '下架…' }).click()
  const why = dialog(page, '为什么下架')
  await why.getByLabel('4 编造、传播不实信息').check()
  await why.getByRole('button', { name: '下架，告诉作者' }).click()
  await drawer.getByText('已下架').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('没有被举报的').waitFor()
}

async function pinAndMute(page: Page): Promise<void> {
  await page.getByText('已发布', { exact: true }).click()
  await rowOf(page, '车位').waitFor()
  await search(page.getByRole('searchbox', { name: '在已发布的里查找' }), '飞碟')
  await page.getByText('没找到「飞碟」').waitFor()
  await search(page.getByRole('searchbox', { name: '在已发布的里查找' }), '地库的灯')
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await rowOf(page, '地库的灯坏了').getByRole('button').click()
  const drawer = dialog(page, '邻里内容')
  await drawer.getByRole('button', { name: '置顶', exact: true }).click()
  await drawer.getByRole('button', { name: '取消置顶' }).waitFor()
  await drawer.getByRole('button', { name: '禁言…' }).click()
  const mute = dialog(page, / 禁言$/)
  await mute.getByRole('button', { name: '禁言', exact: true }).click()
  await mute.getByText('请写原因').waitFor()
  await mute.getByLabel('天数').fill('91')
  await mute.getByLabel('原因').fill('多次造谣')
  await mute.getByText('请填写 1 到 90 的整数').waitFor()
  await mute.getByLabel('天数').fill('3')
  await expectAccessible(page)
  await mute.getByRole('button', { name: '禁言', exact: true }).click()
  await mute.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
}

async function expectFits(page: Page): Promise<void> {
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
}

type Wish = Partial<Omit<InputOf<typeof forumApi.post>, 'communityId' | 'roomId' | 'text'>>

/** Somebody on their phone. */
async function residentOf({ estate }: Office, user: string) {
  const client: Client = await estate.as(user)
  const [first] = (await client.call(identityApi.me, {})).homes
  if (!first) throw new Error(`${user} has no home`)
  const home = { communityId: first.communityId, roomId: first.roomId }
  const say = async (text: string, wish: Wish = {}) =>
    (await client.call(forumApi.post, { ...home, kind: 'chat', calledAs: 'ms', ...wish, text })).postId
  const own = async (postId: string) => {
    const { items } = await client.call(forumApi.mine, home)
    const found = items.find(post => post.postId === postId)
    if (!found) throw new Error('not theirs')
    return found
  }
  const reads = async () => (await client.call(forumApi.list, home)).items.map(({ text }) => text)
  async function photo(): Promise<string> {
    const bytes = await aPhoto()
    const { fileId, upload } = await client.call(filesApi.startMedia, { ...home, kind: 'photo', size: bytes.length })
    await sendForm(upload, bytes)
    await client.call(filesApi.finishMedia, { ...home, fileId })
    return fileId
  }
  return { client, home, say, own, reads, photo }
}
