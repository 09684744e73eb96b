import { signInResident } from '@linli/infra/local/resident'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { letterApi } from '@linli/shared/identity/letter-api'
import { messagesApi } from '@linli/shared/messages/api'
import { beijingDate } from '@linli/shared/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expectForumJourney } from './forum-journey'
import { choose, dialog, expectQuiet, type Office, openOffice, rowOf, search } from './office'

let office: Office
const pictures = process.env['LINLI_PICTURES']
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

test('a room is added by hand, somebody moves in and out again', async () => {
  const page = await office.as('clerk', 'rooms')
  await page.getByRole('button', { name: '新增房屋' }).click()
  const create = dialog(page, '新增房屋')
  await create.getByLabel('楼栋').fill('三')
  await create.getByLabel('单元').fill('0')
  await create.getByLabel('房号').fill('901')
  await create.getByLabel('建筑面积（m²）').fill('88.888')
  await create.getByRole('button', { name: '新增这间房屋' }).click()
  await create.getByText('只用数字和大写字母').waitFor()
  await create.getByText('最多两位小数').waitFor()
  await create.getByLabel('楼栋').fill('3')
  await create.getByLabel('建筑面积（m²）').fill('88.88')
  await choose(page, '状态', '空置')
  await create.getByRole('button', { name: '新增这间房屋' }).click()
  const room = dialog(page, '房屋 3-0-901')
  await room.getByText('88.88 m²').waitFor()

  await room.getByRole('button', { name: '登记住户' }).click()
  const moveIn = dialog(page, '给 3-0-901 登记住户')
  await moveIn.getByLabel('姓名或单位名称').fill('孙悦')
  await moveIn.getByLabel('手机号').fill('1391234')
  await moveIn.getByRole('button', { name: '登记', exact: true }).click()
  await moveIn.getByText('手机号要 11 位数字').waitFor()
  await moveIn.getByLabel('手机号').fill('13912340001')
  await moveIn.getByText('手机号要 11 位数字').waitFor({ state: 'hidden' })
  await moveIn.getByRole('button', { name: '登记', exact: true }).click()
  await rowOf(page, '孙悦', '业主', '起').waitFor()

  await rowOf(page, '孙悦', '业主').getByRole('button', { name: '结束' }).click()
  const moveOut = dialog(page, '结束 孙悦 在 3-0-901 的住户关系')
  const today = beijingDate(new Date().toISOString())
  expect(await moveOut.getByLabel('最后一天').inputValue()).toBe(today)
  await moveOut.getByRole('button', { name: '结束 孙悦 的关系' }).click()
  await moveOut.waitFor({ state: 'hidden' })
  await rowOf(page, '孙悦', `${today} 至 ${today}`).waitFor()
  await expectQuiet(page)
})

test('the letter of one room is ended with a reason, and no other', async () => {
  const { communityId, office: api, stack } = office.estate
  const at = { communityId }
  const wish = { ...at, building: '1', who: 'anyone_left', layout: 'labels' } as const
  const { printId } = await api.call(joiningApi.printLetters, wish)
  await expect
    .poll(async () => (await api.call(joiningApi.getPrint, { ...at, printId })).state, { timeout: 20_000 })
    .toBe('ready')
  const scenes = stack.gateway.control.codes().map(({ scene }) => scene)
  const live = async () => {
    const faces = await Promise.all(
      scenes.map(scene => api.call(letterApi.readLetter, { scene }).catch(() => undefined)),
    )
    return faces.flatMap(face => face?.roomCode ?? [])
  }
  const before = await live()
  const [code = ''] = before
  expect(before.length).toBeGreaterThan(1)

  const page = await office.as('clerk', 'rooms')
  await search(page.getByRole('searchbox', { name: '房号开头' }), code)
  await page.getByRole('button', { name: code }).click()
  await dialog(page, `房屋 ${code}`).getByRole('button', { name: '作废入住信' }).click()
  const asked = dialog(page, `作废 ${code} 的入住信？`)
  await asked.getByRole('button', { name: '作废这封信' }).click()
  await asked.getByText('请写明原因').waitFor()
  await expectAccessible(page)
  await asked.getByLabel('原因').fill('信投错了信箱')
  await asked.getByRole('button', { name: '作废这封信' }).click()
  await asked.waitFor({ state: 'hidden' })
  await page.getByText('已作废', { exact: true }).waitFor()
  expect(await live()).toEqual(before.slice(1))
  await expectQuiet(page)
})

test('numbers are masked; the whole one is shown for a reason, which the record keeps', async () => {
  const clerk = await office.as('clerk', 'people')
  await rowOf(clerk, '王建国', '138****0000', '1-1-101').getByRole('button').click()
  await dialog(clerk, '住户 王建国').getByText('138****0000').waitFor()
  expect(await clerk.getByRole('button', { name: /^查看完整/ }).count()).toBe(0)
  await expectQuiet(clerk)

  const page = await office.as('manager', 'people')
  await search(page.getByRole('searchbox', { name: '姓名开头' }), '王建国')
  await page.getByRole('button', { name: '王建国' }).click()
  const drawer = dialog(page, '住户 王建国')
  await drawer.getByRole('button', { name: '查看完整手机号' }).click()
  const asked = dialog(page, '查看完整手机号')
  await asked.getByRole('button', { name: '记录原因并查看' }).click()
  await asked.getByText('请写明原因').waitFor()
  await asked.getByLabel('原因').fill('住户来电核对号码')
  await asked.getByRole('button', { name: '记录原因并查看' }).click()
  await drawer.getByText('13810000000').waitFor()
  await drawer.getByRole('button', { name: '现在隐藏' }).click()
  expect(await page.getByText('13810000000').count()).toBe(0)
  await drawer.getByRole('link', { name: '看操作记录' }).click()
  await rowOf(page, '查看完整号码', '王经理', '住户来电核对号码').waitFor()
  await expectQuiet(page)
})

test('somebody is corrected, and found by the new number', async () => {
  const page = await office.as('clerk', 'people')
  await page.getByRole('button', { name: '朱文静' }).click()
  await dialog(page, '住户 朱文静').getByRole('button', { name: '更正资料' }).click()
  const edit = dialog(page, '更正 朱文静 的资料')
  await edit.getByText('现在是 138****0037，留空表示不改').waitFor()
  await edit.getByLabel('姓名或单位名称').fill('朱文婧')
  await edit.getByLabel('手机号').fill('13912340002')
  await edit.getByRole('button', { name: '保存' }).click()
  const corrected = dialog(page, '住户 朱文婧')
  await corrected.getByText('139****0002').waitFor()
  await corrected.getByRole('link', { name: '1-1-102' }).click()
  await dialog(page, '房屋 1-1-102').getByText('朱文婧').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page, '房屋 1-1-102').waitFor({ state: 'hidden' })
  await search(page.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' }), '139 1234 0002')
  await page.getByText('手机号 139****0002 的住户').waitFor()
  await rowOf(page, '朱文婧', '1-1-102').waitFor()
  expect(page.url()).not.toContain('1391234')
  await expectQuiet(page)
})

test('one request to be bound is approved, another refused with a reason that reaches the resident', async () => {
  const { communityId, stack } = office.estate
  const ask = async (user: string, name: string, code: string) => {
    const resident = await signInResident(stack, user)
    const rooms = await office.estate.office.call(communitiesApi.listRooms, { communityId, prefix: code, limit: 20 })
    const roomId = rooms.items.find(room => room.code === code)?.roomId ?? ''
    await resident.call(identityApi.requestBinding, { communityId, roomId, role: 'owner', name, note: '我住这里' })
    return resident
  }
  const approved = await ask('newcomer', '杨明', '1-1-302')
  const refused = await ask('stranger', '张三', '1-1-401')

  const page = await office.as('clerk')
  await page.getByText('今天有 2 件事等您').waitFor()
  await page.getByRole('link', { name: '去确认' }).click()
  await rowOf(page, '1-1-302', '杨明', '未验证', '我住这里').getByRole('button', { name: '通过', exact: true }).click()
  const approve = dialog(page, '让 杨明 加入 1-1-302？')
  await approve.getByText('我住这里').waitFor()
  await approve.getByRole('button', { name: '通过', exact: true }).click()
  await approve.waitFor({ state: 'hidden' })
  await rowOf(page, '1-1-302').waitFor({ state: 'detached' })

  await rowOf(page, '1-1-401', '张三').getByRole('button', { name: '不通过' }).click()
  const refuse = dialog(page, '不通过 张三 对 1-1-401 的申请？')
  await refuse.getByRole('button', { name: '不通过' }).click()
  await refuse.getByText('请写明原因').waitFor()
  await refuse.getByLabel('原因').fill('和登记的业主不一致')
  await refuse.getByRole('button', { name: '不通过' }).click()
  await page.getByText('没有等您确认的申请').waitFor()

  const home = await approved.call(identityApi.me, {})
  expect(home.homes.map(({ roomCode }) => roomCode)).toEqual(['1-1-302'])
  expect((await refused.call(identityApi.me, {})).homes).toEqual([])
  await expect
    .poll(async () => JSON.stringify((await refused.call(messagesApi.mine, {})).items), { timeout: 60_000 })
    .toContain('和登记的业主不一致')
  await expectQuiet(page)
})

test('入住进度: homes that have joined by building; a poster and labels are made in the page, and taken back', async () => {
  const page = await office.as('clerk', 'joined')
  const look = async (name: string) => {
    await expectAccessible(page)
    if (pictures) await page.screenshot({ path: `${pictures}/joined-${name}.png` })
    for (const width of [1024, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoSidewaysScroll(page)
    }
  }
  await page.getByText(/\d 户中 \d 户已入住/).waitFor()
  await look('empty')
  const first = page.getByRole('row').filter({ hasText: '1栋' }).first()
  await first.getByRole('button', { name: '海报' }).click()
  await dialog(page, '做1栋的海报').getByText('再点自己的姓').waitFor()
  await look('poster')
  await dialog(page, '做1栋的海报').getByRole('button', { name: '做海报' }).click()
  await rowOf(page, '1栋海报', '可以打印').getByRole('button', { name: '下载 PDF' }).waitFor()
  await first.getByRole('button', { name: '打印信件' }).click()
  await look('letters')
  await dialog(page, '打印1栋的入住信').getByRole('button', { name: '打印' }).click()
  await rowOf(page, '1栋入住信', '可以打印').getByRole('button', { name: '下载 PDF' }).waitFor()
  await look('printed')
  await first.getByRole('button', { name: '作废' }).click()
  const asked = dialog(page, '作废1栋的信和海报？')
  await asked.getByRole('textbox').fill('贴错了楼')
  await asked.getByRole('button', { name: '作废信和海报' }).click()
  await rowOf(page, '1栋海报', '已作废').waitFor()
  await expectQuiet(page)
})

test('forum: turned on, moderated by keyboard, appealed, reported, pinned, muted', () => expectForumJourney(office))
