import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseCommunity } from './choose-community'
import { type Estate, openEstate } from './estate'
import { addBuildings } from './more-buildings'
import { Phone } from './phone'

let estate: Estate
beforeAll(async () => {
  estate = await openEstate()
  await addBuildings(estate, 123)
})
afterAll(() => estate.stop())

test('among more buildings than the wheel holds, a resident comes to theirs by its number', async () => {
  const phone = await new Phone(estate, 'newcomer').signIn()
  await chooseCommunity(phone)
  await phone.until('您是几栋')
  await phone.type('您是几栋', '999')
  await phone.until('没有这个号码开头的楼栋')
  await phone.type('您是几栋', '12')
  await phone.idle()
  expect(phone.text()).not.toContain('没有这个号码开头的楼栋')
  await phone.pick('楼栋', '123栋')
  await phone.idle()
  await phone.pick('房号', '101')
  await phone.type('您的姓名', '刘小明')
  await phone.tap('发给物业确认')
  await phone.until('123栋1单元101 等物业确认')
  expect(phone.errors).toEqual([])
})
