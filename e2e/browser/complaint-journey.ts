import { aPhoto } from '@linli/functions/test/file-story'
import { aVideo } from '@linli/functions/test/video'
import { beijingDate } from '@linli/shared/time'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, rowOf, search } from './office'

/** Registered at the desk with a letter, handed on, answered, its measure published, closed by somebody it does not concern. */
export async function expectComplaintJourney(office: Office): Promise<void> {
  const page = await office.as('clerk', 'complaints')
  await page.getByText('没有要答复的').waitFor()
  await page.getByRole('button', { name: '登记来件' }).click()
  const form = dialog(page, '登记来件')
  await form.getByText('12345', { exact: true }).click()
  await form.getByLabel('提交人').fill('王建国')
  await form.getByLabel('联系电话').fill('13900006789')
  await form.getByLabel('内容').fill('前台说话不客气')
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await form.getByText('请填写 12345 的工单号').waitFor()
  await form.getByLabel('12345 工单号').fill('H20261123')
  const tomorrow = beijingDate(new Date(Date.now() + 86_400_000).toISOString())
  await form.getByLabel('办结期限').fill(tomorrow)
  await form.getByLabel('房号、电话或姓名').fill('1-1-101')
  await form.getByLabel('房号、电话或姓名').press('Enter')
  await form.getByText('1栋1单元101 ✓').waitFor()
  const picture = { mimeType: 'image/jpeg', name: '来信.jpg', buffer: await aPhoto() }
  const files = form.getByLabel('照片和视频').and(form.locator('input'))
  await files.setInputFiles([picture, { ...picture, name: '不是照片.jpg', buffer: Buffer.from('no photo') }])
  const coming = form.getByRole('list', { name: '照片和视频' }).getByRole('listitem')
  await coming.filter({ hasText: '来信.jpg' }).getByText('传好了').waitFor()
  const wrong = coming.filter({ hasText: '不是照片.jpg' })
  await wrong.getByRole('alert').filter({ hasText: '照片' }).waitFor()
  await wrong.getByRole('button', { name: '重传' }).waitFor()
  await expectAccessible(page)
  await wrong.getByRole('button', { name: '不要 不是照片.jpg' }).click()
  await form.getByRole('button', { name: '登记', exact: true }).click()
  const row = rowOf(page, '前台说话不客气', '12345 · H20261123', '明天到期')
  const number = (await row.getByRole('button', { name: /^TS/ }).textContent()) ?? ''
  await row.getByRole('button', { name: number }).click()
  const drawer = dialog(page, /^TS.* 投诉$/)
  const ask = (button: string, title: string) =>
    drawer
      .getByRole('button', { name: button })
      .click()
      .then(() => dialog(page, title))

  await drawer.getByRole('img', { name: '照片 1' }).waitFor()
  const hand = await ask('交给…', '交给谁办')
  await hand.getByLabel(/ · 项目经理$/).check()
  await expectAccessible(page)
  await hand.getByRole('button', { name: '交给他办' }).click()
  await drawer.getByText('处理中').first().waitFor()
  const concerns = await ask('和谁有关…', '这件事和谁有关')
  await concerns.getByLabel(/ · 客服$/).check()
  await concerns.getByRole('button', { name: '登记被反映人' }).click()
  await drawer.getByText('这件事和您有关，请由其他人处理').waitFor()
  const may = async () => (await drawer.getByRole('button').allTextContents()).filter(name => name !== '')
  expect(await may()).toEqual(['记下内部备注'])
  expect(await drawer.getByRole('img', { name: '照片 1' }).count()).toBe(0)
  await expectAccessible(page)

  const boss = await office.as('manager', 'complaints')
  await rowOf(boss, '前台说话不客气').getByRole('button', { name: /^TS/ }).click()
  const there = dialog(boss, /^TS.* 投诉$/)
  const doIt = async (button: string, title: string, fields: Record<string, string>, action: string) => {
    await there.getByRole('button', { name: button }).click()
    const asked = dialog(boss, title)
    for (const [label, text] of Object.entries(fields)) await asked.getByLabel(label).fill(text)
    await expectAccessible(boss)
    await asked.getByRole('button', { name: action }).click()
    await asked.waitFor({ state: 'hidden' })
  }
  await there.getByRole('img', { name: '照片 1' }).waitFor()
  const film = { mimeType: 'video/mp4', name: '现场.mp4', buffer: aVideo() }
  await there.locator('input[type=file]').setInputFiles(film)
  await there.getByLabel('视频 2').waitFor()
  await doIt('答复…', '答复', { 答复内容: '已批评教育，向您道歉' }, '答复')
  const measure = { 标题: '前台服务', 采取的措施: '全员培训，每周抽查' }
  await doIt('公示…', '公示处理措施', measure, '公示，所有业主看得到')
  await there.getByText('全员培训，每周抽查').waitFor()

  // Answered, it may be closed; the clerk whom it concerns still may not.
  await page.reload()
  await drawer.getByText('已批评教育，向您道歉').first().waitFor()
  expect(await may()).toEqual(['记下内部备注'])
  await doIt('办结…', '办结这件', {}, '办结')
  await there.getByText('已办结').first().waitFor()
  await expectQuiet(boss)

  await page.goto(office.url('complaints?shelf=over'))
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await rowOf(page, number, '已办结').waitFor()
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await goTo(page, '房屋')
  await search(page.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' }), number)
  await rowOf(page, number, '前台说话不客气').waitFor()
  await expectQuiet(page)

  // Whom it does not concern also by telephone, and by its home.
  const other = await office.as('manager', 'rooms')
  const box = other.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' })
  await search(box, '139 0000 6789')
  await other.getByRole('link', { name: '这个电话来的投诉建议' }).click()
  await rowOf(other, number, '前台说话不客气').waitFor()
  expect(other.url()).not.toContain('6789')
  await search(box, '1-1-101')
  await other.getByRole('link', { name: '这间的投诉建议' }).click()
  await rowOf(other, number, '前台说话不客气').waitFor()
  await expectQuiet(other)
}
