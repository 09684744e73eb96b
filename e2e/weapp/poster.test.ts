import { joiningApi } from '@linli/shared/identity/joining-api'
import { identityApi } from '@linli/shared/identity/api'
import { letterApi } from '@linli/shared/identity/letter-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'
import { closeSnapshots, layoutProblems, snapshot } from './snapshot'

let estate: Estate
const pictures = process.env.LINLI_PICTURES

beforeAll(async () => {
  estate = await openEstate()
})
afterAll(async () => {
  await closeSnapshots()
  await estate.stop()
})

/** The scene of a poster for building 1, as the gateway was asked for it. */
async function poster(): Promise<string> {
  const at = { communityId: estate.communityId }
  const { office, stack } = estate
  const { printId } = await office.call(joiningApi.printPoster, { ...at, building: '1', layout: 'A4' })
  await expect
    .poll(async () => (await office.call(joiningApi.getPrint, { ...at, printId })).state, { timeout: 20_000 })
    .toBe('ready')
  const [code] = stack.gateway.control.codes()
  return code?.scene ?? ''
}

test('a poster’s code: community and building are known, number and surname are asked; once it is over the ways in stay', async () => {
  const scene = await poster()
  const url = `/identity/bind/index?scene=${encodeURIComponent(scene)}`
  const newcomer = estate.residents.find(each => each.user === 'newcomer')
  const roomCode = /\d+-\d+-\d+/.exec(newcomer?.about ?? '')?.[0] ?? ''
  const { communityName } = await estate.office.call(letterApi.readLetter, { scene })
  const place = `您在 ${communityName} 1栋`
  for (const size of ['standard', 'large', 'xlarge'] as const) {
    const phone = new Phone(estate, `passer-by-${size}`, { storage: { 'linli.typeSize': size } })
    await phone.launch(url)
    await phone.tap('微信登录')
    await phone.until(place)
    if (pictures) await snapshot(phone, `${pictures}/poster-${size}.png`)
    for (const width of [360, 320]) expect([size, await layoutProblems(phone, width)]).toEqual([size, []])
    // Everybody who passes by sees this page: it names nobody.
    for (const { name } of estate.residents) expect(phone.text()).not.toContain(name)
    if (size !== 'standard') continue
    await phone.tap('自己填')
    await phone.until(communityName)
    await phone.until('1栋')
    expect(phone.route).toBe('identity/request/index')
    expect(phone.errors).toEqual([])
  }
  const phone = new Phone(estate, 'newcomer')
  await phone.launch(url)
  await phone.tap('微信登录')
  await phone.until(place)
  await phone.tap('用手机号找')
  await phone.tap('同意并继续')
  await phone.until('第一步')
  await phone.tap('用微信绑定的手机号')
  await phone.until('第二步')
  await phone.type('姓氏', '欧阳')
  await phone.tap('找我的家')
  await phone.until('没有找到')
  await phone.type('姓氏', newcomer?.name.slice(0, 1) ?? '')
  await phone.tap('找我的家')
  await phone.until('是这里吗')
  await phone.tap('是我家')
  await phone.until(/待缴 \d 笔/)
  const me = await (await estate.as('newcomer')).call(identityApi.me, {})
  expect(me.homes).toMatchObject([{ roomCode, role: 'owner' }])

  const { communityId, office } = estate
  await office.call(joiningApi.revokeLetters, { communityId, building: '1', reason: '海报贴错了楼' })
  const late = new Phone(estate, 'late')
  await late.launch(url)
  await late.tap('微信登录')
  await late.until('用手机号找')
  expect(late.text()).not.toContain(place)
  expect([...phone.errors, ...late.errors]).toEqual([])
})
