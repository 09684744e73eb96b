import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'
import { closeSnapshots, layoutProblems } from './snapshot'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate({ later: 'P50D' })
})
afterAll(async () => {
  await closeSnapshots()
  await estate.stop()
})

/** WeChat's limits: fewer than 1000 nodes a page, less than 30 deep, 256 KB a setData. */
function expectLight(phone: Phone): void {
  expect(phone.nodes()).toBeLessThan(1000)
  expect(phone.depth()).toBeLessThan(30)
  expect(phone.setData.largest).toBeLessThan(256 * 1024)
}

test.each(['standard', 'large', 'xlarge'] as const)(
  '%s: nothing too small to hit, cut off or beyond the edge, at 360 and 320 px',
  async size => {
    const phone = new Phone(estate, 'co-owner', { storage: { 'linli.typeSize': size } })
    const looks: string[] = []
    const look = async (page: string) => {
      expectLight(phone)
      for (const width of [360, 320])
        for (const problem of await layoutProblems(phone, width)) looks.push(`${page} at ${width}: ${problem}`)
    }
    // The size of the account wins over the phone's at sign-in.
    await (await estate.as('co-owner')).call(identityApi.setFontSize, { fontSize: size })
    await phone.launch()
    await look('first screen')
    await phone.tap('微信登录')
    await phone.until(/去[缴交]费/)
    await look('home')
    await phone.openPaySheet()
    await look('pay')
    await phone.tap('关闭')
    await look('bill')
    await phone.back()
    await look('bills')
    await phone.switchTab('tabs/me/index')
    await look('me')
    for (const [row, words] of [
      ['收据', '年'],
      ['隐私与我的数据', '同意了什么'],
      ['字号', '特大'],
      ['再加一个家', '自己填'],
    ] as const) {
      await phone.tap(row)
      await phone.until(words)
      await look(row)
      await phone.back()
    }
    await phone.tap('1栋1单元101')
    await phone.until('住在一起的人')
    await look('family')
    expect(looks).toEqual([])
    expect(phone.errors).toEqual([])
  },
)
