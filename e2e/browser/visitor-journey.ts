import { identityApi } from '@linli/shared/identity/api'
import { addDays, beijingDate } from '@linli/shared/time'
import { visitorsApi } from '@linli/shared/visitors/api'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, rowOf } from './office'

/** A gate is registered, a worker's permit allowed, somebody kept out and let in again; the log by its filters. */
export async function expectVisitorJourney(office: Office): Promise<void> {
  const today = beijingDate(new Date().toISOString())
  const page = await office.as('clerk', 'repairs')
  await goTo(page, '访客')
  await page.getByText('还没有出入记录').waitFor()
  await page.getByLabel('还没核对的异常').click()
  await page.getByLabel('日期').fill(today)
  await page.getByText('还没有出入记录').waitFor()
  await expectAccessible(page)

  await page.getByText('门岗和设置').click()
  await page.getByRole('button', { name: '登记门岗' }).click()
  const gate = dialog(page, '登记门岗')
  await gate.getByRole('button', { name: '保存' }).click()
  await gate.getByText('请填名称，如 东门').waitFor()
  await gate.getByLabel('名称').fill('东门')
  await gate.getByRole('button', { name: '保存' }).click()
  await page.getByText('东门').waitFor()
  await expectAccessible(page)

  await page.getByText('限制通行', { exact: true }).click()
  await page.getByRole('button', { name: '限制通行' }).click()
  const ban = dialog(page, '限制通行')
  await ban.getByLabel('到哪天').fill(addDays(today, 30))
  await ban.getByLabel('原因').fill('多次强行闯岗')
  await ban.getByRole('button', { name: '限制通行' }).click()
  await ban.getByText('请填手机后四位或车牌').waitFor()
  await ban.getByLabel('车牌').fill('京A12345')
  await ban.getByRole('button', { name: '限制通行' }).click()
  await rowOf(page, '多次强行闯岗').waitFor()
  await rowOf(page, '多次强行闯岗').getByRole('button', { name: '解除' }).click()
  await page.getByText('没有限制通行的人和车').waitFor()

  const owner = await office.estate.as('owner')
  const [home] = (await owner.call(identityApi.me, {})).homes
  if (!home) throw new Error('the owner has no home')
  const { communityId, roomId } = home
  const permit = { kind: 'permit' as const, name: '张师傅', about: '铺地砖', window: { from: today, to: today } }
  await owner.call(visitorsApi.invite, { communityId, roomId, ...permit })
  await page.getByText('待批施工证').click()
  await rowOf(page, '铺地砖').getByRole('button', { name: '批准', exact: true }).click()
  await page.getByText('没有待批的').waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await expectQuiet(page)
}
