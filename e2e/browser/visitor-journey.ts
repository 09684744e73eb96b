import type { Client } from '@linli/infra/local/client'
import { signInOffice } from '@linli/infra/local/office'
import { identityApi } from '@linli/shared/identity/api'
import { addDays, beijingDate } from '@linli/shared/time'
import { visitorsApi } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, rowOf } from './office'

/**
 * A gate is registered, a worker's permit allowed, somebody kept out and let in again; what a gate reported is looked at, a
 * gate freed; the log by its filters.
 */
export async function expectVisitorJourney(office: Office): Promise<void> {
  const today = beijingDate(new Date().toISOString())
  const page = await office.as('clerk', 'repairs')
  await goTo(page, '访客')
  await page.getByText('还没有出入记录').waitFor()
  await page.getByLabel('还没核对的异常').click()
  await page.getByLabel('日期').fill(today)
  await page.getByText('没找到出入记录').waitFor()
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
  await page.getByText('施工证', { exact: true }).click()
  await rowOf(page, '铺地砖').getByRole('button', { name: '批准', exact: true }).click()
  await page.getByText('没有待批的').waitFor()
  await page.getByText('有效', { exact: true }).click()
  await rowOf(page, '铺地砖').getByRole('button', { name: '收回' }).click()
  const why = dialog(page, '收回')
  await why.getByLabel('为什么收回').fill('夜里敲墙，劝了不听')
  await why.getByRole('button', { name: '收回' }).click()
  await page.getByText('没有有效的施工证').waitFor()
  const manager = await signInOffice(office.estate.stack.url, await office.loginOf('manager'))
  const [east] = (await manager.call(visitorDeskApi.listGates, { communityId })).items
  if (!east) throw new Error('no gate is registered')
  const at = { communityId, gateId: east.gateId }
  await expectHouseholdAsked(page, manager, at, home.roomCode)
  await expectAlarmLookedAt(page, manager, at)
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await expectQuiet(page)
}

type At = { communityId: string; gateId: string }

/** Nobody answers at a home: the guard rings, the office telephones the household, and the guard sees what they said. */
async function expectHouseholdAsked(page: Page, guard: Client, at: At, roomCode: string): Promise<void> {
  const { pass } = await guard.call(gateApi.walkIn, { ...at, roomCode, name: '快递员', about: '送冰箱' })
  await page.getByText('门口来客', { exact: true }).click()
  await rowOf(page, '快递员').getByRole('button', { name: '住户同意', exact: true }).click()
  const said = dialog(page, '快递员到')
  await said.getByRole('button', { name: '住户同意' }).click()
  await said.getByText('请写住户怎么说').waitFor()
  await expectAccessible(page)
  await said.getByLabel('谁怎么说的').fill('李女士电话里同意')
  await said.getByRole('button', { name: '住户同意' }).click()
  await rowOf(page, '物业问过住户，让他进').waitFor()
  expect(await guard.call(gateApi.waiting, { ...at, passId: pass?.passId ?? '' })).toMatchObject({ may: true })
  await expectAccessible(page)
}

/** Somebody on duty let in a forged pass offline: the office says what it was, and ends the duty of whoever cannot. */
async function expectAlarmLookedAt(page: Page, manager: Client, at: At): Promise<void> {
  const { communityId, gateId } = at
  const { leaseId } = await manager.call(gateApi.takeLease, { ...at, phoneId: 'the-phone-of-this-gate' })
  const entry = {
    gateId,
    sendId: gateId,
    at: new Date().toISOString(),
    leaseId,
    token: 'forged',
    outcome: 'in' as const,
  }
  await manager.call(gateApi.sync, { communityId, entries: [entry] })

  await page.getByText('出入记录', { exact: true }).click()
  await rowOf(page, '通行码不是我们发的').getByRole('button', { name: '核对' }).click()
  const seen = dialog(page, '这条异常是怎么回事')
  await seen.getByRole('button', { name: '核对' }).click()
  await seen.getByText('请写核对情况').waitFor()
  await expectAccessible(page)
  await seen.getByLabel('核对情况').fill('问过住户，是他家的客人')
  await seen.getByRole('button', { name: '核对' }).click()
  await page.getByText('小林：问过住户，是他家的客人').waitFor()

  await page.getByText('门岗和设置').click()
  await page.getByText('在值班，到').waitFor()
  await page.getByRole('button', { name: '结束值班' }).click()
  const freed = dialog(page, '结束值班')
  await freed.getByLabel('原因').fill('手机没电了')
  await expectAccessible(page)
  await freed.getByRole('button', { name: '结束值班' }).click()
  await page.getByText('在值班，到').waitFor({ state: 'detached' })
}
