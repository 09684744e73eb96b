import type { Client } from '@linli/infra/local/client'
import { identityApi } from '@linli/shared/identity/api'
import { staffApi } from '@linli/shared/identity/staff-api'
import { visitorsApi } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { expect } from 'vitest'
import type { Estate } from './estate'
import { Phone } from './phone'
import { StaffPhone } from './staff-phone'

/** From an invitation to the gate, and a walk-in that the household answers; what went wrong in the apps. */
export async function visitorJourney(estate: Estate, manager: Client, photo: Uint8Array): Promise<unknown[]> {
  const at = { communityId: estate.communityId }
  const gateId = '0000000000000000000000EAST'
  await manager.call(visitorDeskApi.saveGate, { ...at, gateId, name: '东门', active: true, version: 0 })
  const guard = await onDuty(estate, manager, '赵岗', photo)

  const owner = await new Phone(estate, 'owner', { timerSpeed: 20 }).signIn()
  await owner.until('去缴费')
  await owner.tap('访客')
  await owner.until('还没有访客码')
  await owner.tap('邀请访客')
  await owner.type('称呼', '王阿姨')
  await owner.tap('多次')
  await owner.tap('更多')
  await owner.pick('走哪个门', '东门')
  await owner.tap('生成访客码')
  await owner.until('转发给客人')
  await owner.tap('复制通行码')
  expect(String(owner.callsOf('setClipboardData').at(-1)?.options.data)).toMatch(/^通行码 \d{7}，到 /)
  const card = Object(await owner.lifecycle('onShareAppMessage', { from: 'button' }))
  const guest = await new Phone(estate, 'visitor').launch(String(card.path))
  await guest.until('秒后换新，截图无效')
  expect(guest.text()).toMatch(/\d{4} \d{3}/)
  expect(guest.callsOf('login')).toEqual([])
  const link = String(card.path).split('link=')[1] ?? ''
  const shown = async () => (await estate.office.call(visitorsApi.open, { link })).tokens[0]?.token ?? ''

  guard.camera.code = await shown()
  await guard.tap('扫二维码')
  await guard.until('王阿姨')
  expect(guard.text()).toContain('可以进')
  await guard.tap('放行')
  await guard.until('已放行')
  await guard.tap('下一位')
  await heard(owner, '访客已进门')

  // The same QR a second time, then the code.
  await guard.tap('扫二维码')
  await guard.until('不能进')
  expect(guard.text()).toContain('这个二维码刚刚用过')
  await guard.tap('下一位')
  const [digits = ''] = /\d{4} \d{3}/.exec(guest.text()) ?? []
  for (const digit of digits.replace(' ', '')) await guard.tap(digit)
  await guard.tap('核验')
  await guard.until('可以进')
  await guard.tap('不让进')
  await guard.tap('住户说不认识')
  await guard.until('已记录，没有放行')
  await guard.tap('下一位')

  // Without a network: the phone's own check, once for each QR; it is sent when there is one again.
  const live = await shown()
  guard.line.up = false
  guard.camera.code = live
  await guard.tap('扫二维码')
  await guard.until('没网，已按手机记录核验')
  expect(guard.text()).toContain('王阿姨')
  await guard.tap('放行')
  await guard.until('已放行')
  await guard.tap('下一位')
  await guard.tap('扫二维码')
  await guard.until('这个二维码在这台手机上用过了')
  await guard.tap('登记访客')
  await guard.type('到哪一户', '1-1-101')
  await guard.type('称呼', '快递员')
  await guard.type('来做什么', '送冰箱')
  await guard.tap('问住户')
  await guard.until('没网，问不到住户')
  await guard.tap('下一位')
  expect(guard.text()).toContain('稍后补传（1 条）')
  await guard.tap('应急车辆')
  await guard.tap('救护')
  await guard.until('有网自动补传')
  await guard.tap('关闭')
  expect(guard.text()).toContain('稍后补传（2 条）')
  guard.line.up = true
  const arrived = async () =>
    (await manager.call(visitorDeskApi.log, { ...at, gateId })).items.map(each => each.syncedAt)
  await expect.poll(async () => (await arrived()).filter(Boolean).length, { timeout: 30_000, interval: 300 }).toBe(2)

  // A walk-in.
  await guard.tap('登记访客')
  const { homes } = await (await estate.as('owner')).call(identityApi.me, {})
  await guard.type('到哪一户', homes[0]?.roomCode ?? '')
  await guard.type('称呼', '快递员')
  await guard.type('来做什么', '送冰箱')
  await guard.tap('拍照或选照片')
  await expect.poll(() => guard.text(), { timeout: 30_000, interval: 100 }).not.toContain('照片正在传')
  await guard.tap('问住户')
  await guard.until('正在问住户')
  await guard.tap('下一位')
  await guard.until('扫二维码')
  // The guard goes home: whoever comes on duty next sees on a phone of their own who waits.
  await guard.tap('下班')
  const next = await onDuty(estate, manager, '钱岗', photo)
  await next.until('正在问住户')
  // Their app is closed where there is no network: it is in its storage, and the answer comes when there is one again.
  next.line.up = false
  const again = await next.restarted(estate, '钱岗', photo).launch()
  await again.until('正在问住户')
  again.line.up = true
  await heard(owner, '门口来客')
  // The first screen says it too, above the notices, and who was invited.
  await owner.switchTab('tabs/home/index')
  await owner.until('等您回答')
  expect(owner.text()).toMatch(/今天来\s*王阿姨/)
  await heard(owner, '门口来客')
  await owner.tap('门口来客')
  await owner.until('让他进')
  expect(owner.all('.ll-photos__tile')).toHaveLength(1)
  expect(owner.text()).toContain('不答，由门岗处理')
  await owner.tap('让他进')
  // The guard comes back to whoever was asked about.
  await again.until('住户让他进')
  await again.tap('快递员')
  await again.until('可以进')
  await again.tap('放行')
  await again.until('已放行')
  await again.tap('下一位')
  await again.until('扫二维码')
  expect(again.text()).not.toContain('快递员')
  return [guard, next, again, owner, guest].flatMap(({ errors }) => errors)
}

/** A new guard, on the gate with a phone of their own. */
async function onDuty(estate: Estate, manager: Client, name: string, photo: Uint8Array): Promise<StaffPhone> {
  const { communityId } = estate
  const { code } = await manager.call(staffApi.inviteStaff, { communityId, name, roles: ['guard'] })
  const phone = await new StaffPhone(estate, name, { photo }).launch()
  await phone.bind(code)
  await phone.until('您在哪个门值班')
  await phone.tap('在这里值班')
  await phone.until('扫二维码')
  return phone
}

/** Messages are sent after the commit: the list is looked at until it is there. */
async function heard(phone: Phone, words: string): Promise<void> {
  const look = async () => {
    await phone.open('/messages/list/index')
    return phone.text()
  }
  await expect.poll(look, { timeout: 30_000, interval: 300 }).toContain(words)
}
