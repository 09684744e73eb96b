import { aPhoto } from '@linli/functions/test/file-story'
import type { Client } from '@linli/infra/local/client'
import { totpNow } from '@linli/infra/local/local-state'
import { signInOffice } from '@linli/infra/local/office'
import { readSamples } from '@linli/infra/local/samples'
import { identityApi } from '@linli/shared/identity/api'
import { billingApi } from '@linli/shared/billing/api'
import { meterApi } from '@linli/shared/billing/meter-api'
import { meterCodeText, roomCodeText } from '@linli/shared/scanned-code'
import { staffApi } from '@linli/shared/identity/staff-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { repairsApi } from '@linli/shared/repairs/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { codeOnPhone } from './code-on-phone'
import { StaffPhone } from './staff-phone'
import { visitorJourney } from './visitor-journey'

let estate: Estate
let at: { communityId: string }
let manager: Client
let photo: Uint8Array

beforeAll(async () => {
  estate = await openEstate()
  at = { communityId: estate.communityId }
  manager = await signIn('manager')
  photo = await aPhoto()
})
afterAll(() => estate.stop())

/** A code of this half minute may be used already: the next one is taken too. */
async function signIn(username: string): Promise<Client> {
  const person = (await readSamples(estate.stack.state))?.staff.find(each => each.username === username)
  if (!person) throw new Error(`nobody is called ${username}`)
  const totp = totpNow(person.totpSecret, Date.now() + 30_000)
  return signInOffice(estate.stack.url, { username, password: person.password, totp })
}

/** Trouble in what all share, told on the telephone. */
async function entered(spot: string): Promise<{ communityId: string; repairId: string }> {
  const where = { kind: 'public' as const, building: '1', spot }
  const told = { source: 'phone' as const, kind: 'drain' as const, where, text: '污水漫出来了', name: '李小红' }
  const { repairId } = await estate.office.call(repairsApi.enter, { ...at, ...told, phone: '13800090001' })
  return { ...at, repairId }
}
/** Where the phone says that it is. */
const where = { latE6: 31_239_700, lngE6: 121_499_800 }
const orderOf = (of: { communityId: string; repairId: string }) => estate.office.call(repairsApi.get, of)

/** Somebody who repairs, invited now and on shift, with their phone. */
async function invited(user: string, name: string): Promise<{ personId: string; phone: StaffPhone }> {
  const { personId, code } = await manager.call(staffApi.inviteStaff, { ...at, name, roles: ['repairer'] })
  const card = { ...at, personId, name, skills: ['plumbing' as const], areas: [], shifts: [], active: true, version: 0 }
  await manager.call(repairsApi.saveWorker, card)
  const phone = await new StaffPhone(estate, user, { photo }).launch()
  await phone.bind(code)
  await phone.until('上岗后可以抢单')
  await phone.until('工单微信通知')
  await phone.tap('上岗')
  await phone.until('还能发 1 条')
  return { personId, phone }
}

test('a day in the field: invited, grabbed, begun; then without a network and killed, and everything arrives once', async () => {
  const of = await entered('一楼管道井')
  const stranger = await new StaffPhone(estate, 'stranger', { photo }).launch()
  await stranger.tap('微信登录')
  await stranger.until('您在这里还没有员工岗位')
  await stranger.type('邀请码', `${at.communityId} 00 0000 0000`)
  await stranger.tap('绑定并登录')
  await stranger.until('这个邀请码不能用了')

  const { phone } = await invited('li', '李强')
  await phone.tap('可抢')
  await phone.until('1栋 一楼管道井')
  expect(phone.text()).toMatch(/还剩 \d+ /)
  await phone.tap('抢单')
  await phone.until('现在没有可抢的工单')
  await phone.tap('我的')
  for (const step of ['接单', '出发', '开始']) {
    await phone.until(step)
    await phone.tap(step)
  }
  await phone.until('维修中')
  expect(phone.all('.ll-banner')).toHaveLength(0)

  const light = { type: 'power' as const, number: 'GG-1', name: '楼道照明', digits: 5 }
  const begun = { reading: 100_000, readOn: '2026-01-01' }
  const meter = await manager.call(meterApi.createMeter, {
    ...at,
    at: { kind: 'building', building: '1' },
    ...light,
    ...begun,
  })
  await phone.tap('抄表')
  await phone.pick('楼栋', '1栋')
  await phone.until('1-公共 楼道照明')
  await phone.back()
  phone.camera.code = roomCodeText({ communityId: 'ABCDEF', roomId: meter.roomId })
  await phone.tap('扫一扫')
  await phone.until('这个码不是这个小区的')
  phone.camera.code = 'linli:place?b=1&s=一楼管道井'
  await phone.tap('扫一扫')
  await phone.until('维修中')
  await phone.switchTab('tabs/today/index')

  phone.line.up = false
  phone.camera.code = meterCodeText(meter)
  await phone.tap('扫一扫')
  await phone.until('还没有抄过')
  await phone.type('本次读数', '99')
  await phone.until('比上次的 100 小')
  await phone.type('本次读数', '128.5')
  await phone.until('先拍一张表盘')
  await phone.tap('拍表盘')
  await phone.until('重拍')
  await phone.tap('记下读数')
  await phone.until('扫一扫')
  await phone.tap('看工单')
  await phone.until('污水漫出来了')
  expect(phone.text()).toContain('没有网络')
  await phone.tap('拍修前照片')
  await phone.until('1 张，待发')
  await phone.tap('填材料工时')
  await phone.type('工时（分钟）', '-3')
  await phone.tap('保存')
  await phone.until('工时不能小于 0')
  await phone.type('工时（分钟）', '30')
  await phone.type('材料名称', '角阀')
  await phone.tap('保存')
  await phone.until('1 项，30 分钟，待发')
  await phone.tap('拍修后照片')
  await phone.idle()
  await phone.tap('完成')
  await phone.until('住户签字确认修好')
  expect((await orderOf(of)).state).toBe('in_progress')

  const again = await phone.restarted(estate, 'li', photo).launch()
  await again.until('没有网络，已记在手机里，有网自动发（5 条待发）')
  again.line.up = true
  await again.lifecycle('onShow')
  await expect.poll(async () => (await orderOf(of)).state, { timeout: 60_000 }).toBe('done')
  const { work, pictures, steps } = await orderOf(of)
  expect(work).toEqual({ materials: [{ name: '角阀', quantity: 1, unit: '个' }], minutes: 30 })
  expect(pictures.map(({ stage, where }) => [stage, where])).toEqual([
    ['before', where],
    ['after', where],
  ])
  const { meterId, roomId } = meter
  const read = await estate.office.call(meterApi.meterReadings, { ...at, roomId, meterId })
  expect(read.items).toMatchObject([{ value: 128_500, enteredBy: '李强', photo: { where } }])
  const done = steps.map(({ event }) => event)
  expect(done).toEqual([
    'report',
    'grab',
    'acknowledge',
    'depart',
    'start',
    'add_pictures',
    'record_work',
    'add_pictures',
    'finish',
  ])
  await again.until('手上没有工单')
  expect(again.storage.get('linli.unsent')).toEqual([])
  // The month's figure follows the order by itself, and the tab asks for it when it is opened.
  const meTab = async () => {
    for (const tab of ['tabs/today/index', 'tabs/me/index']) await again.switchTab(tab)
    return again.text()
  }
  await expect.poll(meTab, { timeout: 60_000 }).toContain('完成 1 单')
  expect([...phone.errors, ...again.errors, ...stranger.errors]).toEqual([])
})

test('taken by somebody else, or dismissed meanwhile: told in words, nothing is lost, the office has it', async () => {
  const [wanted, own] = [await entered('二楼管道井'), await entered('三楼管道井')]
  const rival = await invited('zhao', '赵刚')
  const { phone, personId } = await invited('sun', '孙伟')
  await estate.office.call(repairsApi.assign, { ...own, personId })
  const { control } = estate.stack.gateway
  await expect.poll(() => control.messages(control.staffOpenid({ user: 'sun' })).length, { timeout: 10_000 }).toBe(1)
  await phone.lifecycle('onShow')
  await phone.until('三楼管道井')
  await phone.tap('可抢')
  await phone.until('二楼管道井')
  phone.line.up = false
  await phone.tap('抢单')
  await phone.until('没有网络')
  await estate.office.call(repairsApi.assign, { ...wanted, personId: rival.personId })
  phone.line.up = true
  await phone.switchTab('tabs/me/index')
  await phone.until('这张单已由赵师傅接走')
  await phone.tap('抢单 · ')
  await phone.until('污水漫出来了')
  expect(phone.text()).toContain('这张单已由赵师傅接走')
  await phone.switchTab('tabs/me/index')
  await phone.tap('知道了，删掉')
  await phone.idle()
  expect(phone.text()).not.toContain('没有发出去的')

  await phone.switchTab('tabs/today/index')
  await phone.tap('我的')
  phone.line.up = false
  await phone.tap('接单')
  await phone.until('出发')
  await manager.call(identityApi.setStaffRoles, { ...at, personId, roles: [] })
  phone.line.up = true
  await expect
    .poll(async () => (await orderOf(own)).steps.filter(({ internal }) => internal).map(({ text }) => text), {
      timeout: 60_000,
    })
    .toEqual([expect.stringMatching(/^手机上没有发出的记录，请核对：接单/)])
  await phone.switchTab('tabs/me/index')
  await phone.until('已交给物业核对')
  expect(phone.text()).toContain('您在这里已经没有岗位')

  // Who gives orders out takes none: one tab is no choice.
  const { code } = await manager.call(staffApi.inviteStaff, { ...at, name: '钱进', roles: ['dispatcher'] })
  const desk = await new StaffPhone(estate, 'qian', { photo }).launch()
  await desk.bind(code)
  await desk.until('派单在电脑上做')
  expect(desk.callsOf('hideTabBar').length).toBeGreaterThan(0)
  expect([...phone.errors, ...desk.errors]).toEqual([])
})

test('in a home: nothing begins before somebody agrees to pay; who has no WeChat signs on this phone, and is billed', async () => {
  const { phone, personId } = await invited('zhou', '周明')
  const { items } = await estate.office.call(communitiesApi.listRooms, { ...at })
  const room = items.find(({ status }) => status === 'occupied') ?? items[0]
  const where = { kind: 'room' as const, roomId: room?.roomId ?? '' }
  const told = { source: 'desk' as const, kind: 'water' as const, where, text: '角阀漏水', name: '李小红' }
  const { repairId } = await estate.office.call(repairsApi.enter, { ...at, ...told })
  const of = { ...at, repairId }
  await estate.office.call(repairsApi.assign, { ...of, personId })
  await phone.lifecycle('onShow')
  await phone.until('角阀漏水')
  await phone.tap('看工单')
  await phone.until('没有留电话，要联系请找物业服务中心')
  for (const step of ['接单', '出发', '开始']) {
    await phone.until(step)
    await phone.tap(step)
  }
  await phone.until('入户维修要先报价，住户同意后才能开始')
  await phone.tap('报价')
  await phone.until('更换角阀')
  await phone.tap('更换角阀')
  await phone.tap('报价 30.00 元')
  await phone.until('等住户答复')
  await signed(phone, '住户签字同意报价')
  await phone.until('已同意')
  await phone.tap('开始')
  await phone.until('拍修前照片')
  await phone.tap('完成')
  await signed(phone, '住户签字确认修好')
  await expect.poll(async () => (await orderOf(of)).state, { timeout: 60_000 }).toBe('confirmed')
  const { chargeFen, billId, quotes, pictures } = await orderOf(of)
  expect([chargeFen, quotes[0]?.agreedBy]).toEqual([3_000, { role: 'signed', name: '李小红' }])
  expect(billId).toBeDefined()
  expect(pictures.map(({ stage }) => stage)).toEqual(['signature', 'signature'])

  await phone.until('应收')
  phone.line.up = false
  await phone.tap('收款码')
  await phone.until('没有网络，不能收款')
  phone.line.up = true
  await phone.tap('再出一张')
  await phone.until('请住户用微信扫一扫')
  const codeUrl = codeOnPhone(phone.all('.ll-qr')[0]?.getAttribute('style') ?? '')
  if (!codeUrl) throw new Error('no phone could read this code')
  await estate.stack.gateway.control.scan({ codeUrl, user: 'whoever' })
  await phone.until('已收到 ¥30.00')
  const bill = await estate.office.call(billingApi.getBill, { ...at, roomId: room?.roomId ?? '', billId: billId ?? '' })
  expect([bill.state, bill.paidFen]).toEqual(['paid', 3_000])
  await phone.tap('完成')
  await phone.switchTab('tabs/today/index')
  await phone.tap('做完的')
  await phone.until('已确认')
  expect(phone.errors).toEqual([])
})

async function signed(phone: StaffPhone, word: string): Promise<void> {
  await phone.until(word)
  await phone.tap(word)
  await phone.type('签字人', '李小红')
  await phone.stroke()
  await phone.tap('签好了')
}

test('a visitor: invited, scanned at the gate, told; a walk-in whom the household lets in', async () => {
  expect(await visitorJourney(estate, manager, photo)).toEqual([])
})
