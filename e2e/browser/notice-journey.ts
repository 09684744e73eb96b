import { aPhoto } from '@linli/functions/test/file-story'
import { identityApi } from '@linli/shared/identity/api'
import { noticesApi } from '@linli/shared/notices/api'
import { addDays, beijingDate } from '@linli/shared/time'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { choose, dialog, expectQuiet, goTo, type Office, rowOf, search } from './office'

const aPaper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const today = () => beijingDate(new Date().toISOString())

/** Written with a picture and a paper, refused where it is wrong, published, objected to and answered, called about, printed, withdrawn. */
export async function expectNoticeJourney(office: Office): Promise<void> {
  const page = await office.as('clerk', 'repairs')
  await goTo(page, '公告')
  await page.getByText('还没有公告').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '写公告' }).click()
  await expectRefused(page)
  await expectFiles(page)
  await expectKept(page)
  await expectPublished(office, page)
  await expectPrinted(page)
  // Of one household the operator refuses the number.
  const refusal = { kind: 'refuse-number', match: '13810000000' }
  const headers = { 'content-type': 'application/json' }
  const faults = `${office.estate.stack.url}/_local/gateway/text-faults`
  await fetch(faults, { method: 'POST', headers, body: JSON.stringify(refusal) })
  await expectCalled(page)
  await expectSent(page)
  await expectSpokenTo(page)
  await expectQuiet(page)
}

/** Who was told of it by WeChat, and who was not: on its own page too. An emergency, since whatever else waits at night. */
async function expectSent(page: Page): Promise<void> {
  await goTo(page, '消息')
  const sent = page.getByRole('row').filter({ hasText: '燃气泄漏' }).last()
  await sent.getByText('发完了').waitFor()
  await expectAccessible(page)
  await sent.getByRole('button', { name: '看名单' }).click()
  await page.getByRole('heading', { level: 1, name: '送达记录' }).waitFor()
  await page.getByText('138****0000').first().waitFor()
  await expectAccessible(page)
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
}

/** Whom nothing reached is telephoned; who has answered leaves the list, and the call stands with what was sent. */
async function expectSpokenTo(page: Page): Promise<void> {
  await page.getByRole('button', { name: '看群发' }).click()
  await page.getByText('要打电话的', { exact: true }).click()
  const row = rowOf(page, '燃气泄漏')
  await row.getByRole('button', { name: /没打通$/ }).click()
  await rowOf(page, '燃气泄漏', '没打通', '小林').waitFor()
  await row.getByRole('button', { name: /打通了$/ }).click()
  await expect.poll(() => row.getByRole('button').count(), { timeout: 10_000 }).toBe(0)
  await expectAccessible(page)
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await row.getByRole('link').click()
  await page.getByRole('link', { name: '发过的消息' }).click()
  await rowOf(page, '电话', '打通了', '小林').waitFor()
  await page.getByRole('button', { name: '看群发' }).click()
  await page.getByText('要打电话的', { exact: true }).click()
  await page.getByText('没有要打电话的').waitFor()
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** What is wrong is said in a sentence beside its field. */
async function expectRefused(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: '存好，去发布…' })
  await page.getByText('公示', { exact: true }).click()
  await field(page, '1. 段落').fill('电梯\u200b维修费用公示')
  await field(page, '截止日期').fill(addDays(today(), 20))
  await next.click()
  for (const why of ['请填写标题', '正文里有看不见的字符，请重新输入', '公示要写明异议截止日期'])
    await page.getByText(why).first().waitFor()
  await field(page, '标题').fill('电'.repeat(41))
  await field(page, '1. 段落').fill(`\u202e${'电'.repeat(10)}`)
  await field(page, '异议截止日期').fill(addDays(today(), 30))
  await next.click()
  for (const why of ['标题最多 40 字', '正文里有看不见的字符，请重新输入', '异议截止日期晚于公告的截止日期'])
    await page.getByText(why).first().waitFor()
  await field(page, '截止日期').fill(addDays(today(), -1))
  await next.click()
  await page.getByText('截止日期早于发布日期').waitFor()
  await expectAccessible(page)
  await field(page, '截止日期').fill(addDays(today(), 20))
  await field(page, '异议截止日期').fill(addDays(today(), 10))
  await field(page, '标题').fill('三号电梯维修费用公示')
  await field(page, '1. 段落').fill('维修费用 12,000 元，三家比价，从维修资金支出。')
}

/** What is no picture and no paper is refused; what arrives stands in the text, and on the phone beside it. */
async function expectFiles(page: Page): Promise<void> {
  const photo = { mimeType: 'image/jpeg', name: '电梯.jpg', buffer: await aPhoto() }
  const pictures = field(page, '正文图片').and(page.locator('input'))
  await pictures.setInputFiles([photo, { ...photo, name: '不是照片.jpg', buffer: Buffer.from('no photo') }])
  await page.getByRole('button', { name: '重传' }).waitFor()
  await page.getByRole('button', { name: '不要 不是照片.jpg' }).click()
  await field(page, '2. 图片说明').fill('停用的三号电梯')
  await page.getByRole('button', { name: '上移 2. 图片说明' }).click()
  await field(page, '1. 图片说明').waitFor()
  const paper = { mimeType: 'application/pdf', name: '比价表.pdf', buffer: aPaper }
  await field(page, '添加附件')
    .and(page.locator('input'))
    .setInputFiles([
      { ...paper, name: '合同.docx', mimeType: 'application/msword' },
      paper,
      { ...paper, name: '改名的.pdf', buffer: Buffer.from('no paper') },
    ])
  await page.getByText('附件只能是 PDF 或照片').waitFor()
  await page.getByRole('button', { name: '重传' }).waitFor()
  expect(await field(page, '附件 1 的名称').inputValue()).toBe('比价表')
  for (const name of ['合同.docx', '改名的.pdf']) await page.getByRole('button', { name: `不要 ${name}` }).click()
  const phone = page.getByRole('complementary', { name: '手机上的样子' })
  await phone.getByRole('img', { name: '停用的三号电梯' }).waitFor()
  await phone.getByText('附件：比价表').waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** Who leaves before it is saved finds it again; the draft is for 1栋, and goes back and forth on its clock. */
async function expectKept(page: Page): Promise<void> {
  await page.getByRole('button', { name: '返回列表' }).click()
  await page.getByRole('button', { name: '写公告' }).click()
  await page.getByText('接着上次没存的内容').waitFor()
  expect(await field(page, '标题').inputValue()).toBe('三号电梯维修费用公示')
  await page.getByText('按楼栋', { exact: true }).click()
  await choose(page, '哪几栋', '1栋')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '存草稿' }).click()
  await page.getByRole('heading', { level: 1, name: '修改公告草稿' }).waitFor()
  await expect.poll(() => page.getByText('接着上次没存的内容').count(), { timeout: 10_000 }).toBe(0)
  await page.getByRole('button', { name: '存好，去发布…' }).click()
  const asked = dialog(page, '发布「三号电梯维修费用公示」？')
  await asked.getByRole('button', { name: '发布给1栋' }).waitFor()
  await expectAccessible(page)
  await asked.getByRole('button', { name: '先不' }).click()
  const drawer = dialog(page, '三号电梯维修费用公示')
  await drawer.getByRole('button', { name: '定时发布…' }).click()
  const later = dialog(page, '定时发布')
  await later.getByLabel('哪天').fill(addDays(today(), 25))
  await later.getByRole('button', { name: '到时发布' }).click()
  await later.getByText('截止日期早于发布日期').waitFor()
  await later.getByLabel('哪天').fill(addDays(today(), 1))
  await later.getByRole('button', { name: '到时发布' }).click()
  await drawer.getByText(`${addDays(today(), 1)} 08:00`).waitFor()
  await drawer.getByRole('button', { name: '取消定时' }).click()
}

/** Published to those of its building: one of them objects, is answered, and counts. */
async function expectPublished(office: Office, page: Page): Promise<void> {
  const drawer = dialog(page, '三号电梯维修费用公示')
  await drawer.getByRole('button', { name: '发布…', exact: true }).click()
  await dialog(page, '发布「三号电梯维修费用公示」？').getByRole('button', { name: '发布给1栋' }).click()
  await drawer.getByText('看过的人 0 人').waitFor()
  await drawer.getByText('微信消息送达').waitFor()
  const owner = await office.estate.as('owner')
  const [home] = (await owner.call(identityApi.me, {})).homes
  if (!home) throw new Error('the owner has no home')
  const at = { communityId: home.communityId, roomId: home.roomId }
  const [notice] = (await owner.call(noticesApi.mine, at)).items
  if (!notice) throw new Error('the owner is shown no notice')
  await owner.call(noticesApi.object, { ...at, noticeId: notice.noticeId, text: '这笔费用偏高，请公开合同' })
  await drawer.getByText('异议', { exact: true }).click()
  await drawer.getByText('这笔费用偏高，请公开合同').waitFor()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '答复' }).click()
  const answer = dialog(page, '答复异议')
  await answer.getByLabel('答复').fill('合同已贴在公告栏')
  await answer.getByRole('button', { name: '发给住户' }).click()
  await drawer.getByText('答复：合同已贴在公告栏').waitFor()
  const shown = await owner.call(noticesApi.getMine, { ...at, noticeId: notice.noticeId })
  expect(shown.objection?.answer?.text).toBe('合同已贴在公告栏')
  await drawer.getByText('还没看的住户', { exact: true }).click()
  await rowOf(page, '1-1-102').waitFor()
  // Homes of other buildings are not asked about.
  await drawer.getByText('1栋', { exact: true }).waitFor()
  await expect.poll(() => rowOf(page, home.roomCode).count(), { timeout: 10_000 }).toBe(0)
  await expectAccessible(page)
  await drawer.getByText('公告', { exact: true }).last().click()
}

/** On A4 there is the paper alone. */
async function expectPrinted(page: Page): Promise<void> {
  await dialog(page, '三号电梯维修费用公示').getByRole('button', { name: '打印' }).click()
  await page.getByRole('heading', { level: 1, name: '打印公告' }).waitFor()
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' })
  await page.getByRole('heading', { name: '三号电梯维修费用公示' }).waitFor()
  await page.getByText('梧桐苑 · 1栋').waitFor()
  for (const name of ['打印', '返回']) expect(await page.getByRole('button', { name }).isVisible()).toBe(false)
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen', reducedMotion: 'reduce' })
  await page.getByRole('button', { name: '返回' }).click()
}

/** Who has not confirmed an emergency is called, is reminded once; then it is withdrawn, with a reason. */
async function expectCalled(page: Page): Promise<void> {
  await dialog(page, '三号电梯维修费用公示').getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '写公告' }).click()
  await page.getByText('紧急', { exact: true }).click()
  expect(await field(page, '截止日期').inputValue()).toBe(addDays(today(), 1))
  await field(page, '标题').fill('燃气泄漏，请马上离开')
  await field(page, '1. 段落').fill('请走楼梯到东门集合。')
  await page.getByRole('button', { name: '存好，去发布…' }).click()
  await page.getByRole('button', { name: '发布给全小区' }).click()
  const drawer = dialog(page, '燃气泄漏，请马上离开')
  await drawer.getByText('还没看的住户', { exact: true }).click()
  await rowOf(page, '1-1-101', '138****0000').waitFor()
  await drawer.getByRole('button', { name: '逐户打电话' }).click()
  await drawer.getByRole('button', { name: '显示 20 户的电话' }).click()
  await rowOf(page, '1-1-101', '13810000000').waitFor()
  await drawer.getByRole('button', { name: '1-1-101 没打通' }).click()
  await rowOf(page, '1-1-101', '没打通', '小林').waitFor()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '提醒未读的住户…' }).click()
  await page.getByRole('button', { name: '再通知他们一次' }).click()
  await dialog(page, '提醒还没确认的住户？').waitFor({ state: 'hidden' })
  await expect.poll(() => drawer.getByRole('button', { name: '提醒未读的住户…' }).count(), { timeout: 10_000 }).toBe(0)
  await drawer.getByRole('button', { name: '撤下…' }).click()
  const asked = dialog(page, '撤下「燃气泄漏，请马上离开」？')
  await asked.getByRole('button', { name: '撤下这条公告' }).click()
  await asked.getByText('请写明原因').waitFor()
  await asked.getByLabel('原因').fill('燃气公司已排除')
  await asked.getByRole('button', { name: '撤下这条公告' }).click()
  await asked.waitFor({ state: 'hidden' })
  await drawer.getByText('燃气公司已排除').waitFor()
  await drawer.getByRole('button', { name: '关闭' }).click()
  await choose(page, '状态', '已撤下')
  await rowOf(page, '燃气泄漏，请马上离开', '已撤下').waitFor()
  await choose(page, '类型', '紧急')
  await search(field(page, '标题'), '燃气')
  await expect.poll(() => new URL(page.url()).search).toBe('?state=withdrawn&category=emergency&q=%E7%87%83%E6%B0%94')
  await rowOf(page, '燃气泄漏，请马上离开', '已撤下').waitFor()
}
