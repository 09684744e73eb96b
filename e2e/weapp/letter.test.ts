import { letterApi } from '@linli/shared/identity/letter-api'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { identityApi } from '@linli/shared/identity/api'
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

/** The scenes of building 1's letters by room code, as the gateway was asked for them. */
async function letters(): Promise<Map<string, string>> {
  const at = { communityId: estate.communityId }
  const { office, stack } = estate
  const wish = { ...at, building: '1', who: 'anyone_left', layout: 'page' } as const
  const { printId } = await office.call(joiningApi.printLetters, wish)
  await expect
    .poll(async () => (await office.call(joiningApi.getPrint, { ...at, printId })).state, { timeout: 60_000 })
    .toBe('ready')
  const found = new Map<string, string>()
  for (const { scene } of stack.gateway.control.codes()) {
    const { roomCode = '' } = await office.call(letterApi.readLetter, { scene })
    found.set(roomCode, scene)
  }
  return found
}

test('a letter’s code: the number, then 「我是…，绑定」; another number is offered to the office in one tap', async () => {
  const newcomer = estate.residents.find(each => each.user === 'newcomer')
  const roomCode = /\d+-\d+-\d+/.exec(newcomer?.about ?? '')?.[0] ?? ''
  const scene = (await letters()).get(roomCode) ?? ''
  const url = `/identity/letter/index?scene=${encodeURIComponent(scene)}`
  const look = async (phone: Phone, size: string, name: string) => {
    if (pictures) await snapshot(phone, `${pictures}/letter-${size}-${name}.png`)
    for (const width of [360, 320]) expect([size, name, await layoutProblems(phone, width)]).toEqual([size, name, []])
  }
  for (const size of ['standard', 'large', 'xlarge'] as const) {
    estate.residents.push({ user: `stranger-${size}`, name: '周舟', phone: '13911112222', about: '' })
    const stranger = new Phone(estate, `stranger-${size}`, { storage: { 'linli.typeSize': size } })
    await stranger.launch(url)
    await stranger.until('第一步：验证手机号')
    expect(stranger.text()).not.toContain(newcomer?.name.slice(0, 1))
    await look(stranger, size, 'first')
    await stranger.tap('同意，用微信手机号')
    await stranger.until('第二步：您是哪一位')
    expect(stranger.text()).toContain('和登记的手机号不一样')
    await look(stranger, size, 'other')
    if (size !== 'standard') continue
    await stranger.tap('请物业确认')
    await stranger.until('等物业确认')
    expect(stranger.route).toBe('tabs/home/index')
    expect(stranger.errors).toEqual([])
  }
  const phone = new Phone(estate, 'newcomer')
  await phone.launch(url)
  await phone.until('第一步：验证手机号')
  await phone.tap('同意，用微信手机号')
  await phone.until('第二步：您是哪一位')
  await look(phone, 'standard', 'second')
  await phone.tap('，绑定')
  await phone.until(/待缴 \d 笔/)
  expect(phone.route).toBe('tabs/home/index')
  const me = await (await estate.as('newcomer')).call(identityApi.me, {})
  expect(me.homes).toMatchObject([{ roomCode, role: 'owner' }])

  const late = new Phone(estate, 'late')
  await late.launch(url)
  await late.until('这个码不能用了')
  await look(late, 'standard', 'over')
  expect([...phone.errors, ...late.errors]).toEqual([])
})
