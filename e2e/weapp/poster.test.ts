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

test('a poster’s code: the number and the own surname are two taps; a wrong one leaves the whole name to type', async () => {
  const scene = await poster()
  const url = `/identity/poster/index?scene=${encodeURIComponent(scene)}`
  const newcomer = estate.residents.find(each => each.user === 'newcomer')
  const surname = newcomer?.name.slice(0, 1) ?? ''
  const roomCode = /\d+-\d+-\d+/.exec(newcomer?.about ?? '')?.[0] ?? ''
  const { communityName } = await estate.office.call(letterApi.readLetter, { scene })
  const place = `您在 ${communityName} 1栋`
  const look = async (phone: Phone, size: string, name: string) => {
    if (pictures) await snapshot(phone, `${pictures}/poster-${size}-${name}.png`)
    for (const width of [360, 320]) expect([size, name, await layoutProblems(phone, width)]).toEqual([size, name, []])
  }
  for (const [i, size] of (['standard', 'large', 'xlarge'] as const).entries()) {
    const user = `passer-by-${size}`
    estate.residents.push({ user, name: '周舟', phone: `1391111333${i}`, about: '' })
    const phone = new Phone(estate, user, { storage: { 'linli.typeSize': size } })
    await phone.launch(url)
    await phone.until('第一步：验证手机号')
    expect(phone.text()).toContain(place)
    await look(phone, size, 'first')
    await phone.tap('同意，用微信手机号')
    await phone.until('第二步：点您的姓')
    await look(phone, size, 'second')
    // Everybody who passes by sees these pages: they name nobody.
    for (const { name } of estate.residents) expect(phone.text()).not.toContain(name)
    const [first = ''] = phone.all('.own-surnames__one').map(each => each.textContent ?? '')
    await phone.tap(`我姓${first}`)
    await phone.until('没有对上')
    await look(phone, size, 'missed')
    if (size !== 'standard') continue
    await phone.type('姓名', '周舟')
    await phone.tap('找我的家')
    await phone.until('没有找到')
    await phone.tap('自己填')
    await phone.until(communityName)
    await phone.until('1栋')
    expect(phone.route).toBe('identity/request/index')
    expect(phone.errors).toEqual([])
  }
  const phone = new Phone(estate, 'newcomer')
  await phone.launch(url)
  await phone.until('第一步：验证手机号')
  await phone.tap('同意，用微信手机号')
  await phone.until('第二步：点您的姓')
  await phone.tap(`我姓${surname}`)
  await phone.until(/待缴 \d 笔/)
  expect(phone.route).toBe('tabs/home/index')
  const me = await (await estate.as('newcomer')).call(identityApi.me, {})
  expect(me.homes).toMatchObject([{ roomCode, role: 'owner' }])

  const { communityId, office } = estate
  await office.call(joiningApi.revokeLetters, { communityId, building: '1', reason: '海报贴错了楼' })
  const late = new Phone(estate, 'late')
  await late.launch(url)
  await late.until('这个码不能用了')
  await late.until('用手机号找')
  expect([...phone.errors, ...late.errors]).toEqual([])
})
