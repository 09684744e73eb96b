import { visitorsApi } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { makeContext } from '../src/context'
import { openPass } from '../src/visitors/open-pass'
import type { Place } from './make'
import type { Act } from './records'

/** Everything that can be done about visitors, once; `desk` guards a gate too. */
export async function visitorStory(mine: Act, desk: Act, { deps, communityId }: Place, roomId: string): Promise<void> {
  const place = { communityId }
  const home = { communityId, roomId }
  const gateId = deps.newId()
  const at = { communityId, gateId }
  const phoneId = 'phone-of-the-east-gate'
  const settings = { longestDays: 30, longestRegularDays: 180, waitMinutes: 3, keepDays: 90, version: 0 }
  await desk(visitorDeskApi.saveSettings, { ...place, ...settings })
  await desk(visitorDeskApi.saveGate, { ...at, name: '东门', active: true, version: 0 })
  const { leaseId, from: now } = await desk(gateApi.takeLease, { ...at, phoneId })

  const window = { from: '2026-11-22', to: '2026-11-23' }
  const { link = '' } = await mine(visitorsApi.invite, {
    ...home,
    kind: 'visit',
    name: '王阿姨',
    plate: '京A12345',
    window,
    times: 2,
  })
  const face = await openPass(makeContext(deps, { kind: 'system' }, []), { link })
  const token = face.tokens[0]?.token ?? ''
  const looked = await desk(gateApi.scan, { ...at, token })
  await desk(gateApi.admit, { ...at, ticket: looked.ticket ?? '', sendId: deps.newId() })
  const code = face.code ?? ''
  const again = await desk(gateApi.scan, { ...at, code })
  await desk(gateApi.turnAway, {
    ...at,
    ticket: again.ticket ?? '',
    reason: '和登记的不是一个人',
    sendId: deps.newId(),
  })
  const offline = { sendId: deps.newId(), gateId, at: '2026-11-22T04:00:00.000Z', token, outcome: 'in' as const }
  const { items } = await desk(gateApi.sync, { ...place, entries: [offline] })
  await desk(visitorDeskApi.seeAlarm, { ...place, entryId: items[0]?.entryId ?? '', note: '问过住户，是他家的客人' })
  await desk(gateApi.handOver, { ...place, entry: { ...offline, leaseId, at: now, sendId: deps.newId() } })
  await desk(visitorDeskApi.ban, { ...place, plate: '京A99999', reason: '多次强行闯岗', until: '2026-12-31' })
  const { banId } = await desk(visitorDeskApi.ban, {
    ...place,
    name: '赵六',
    phoneTail: '1234',
    reason: '在楼内散发广告',
    until: '2026-12-31',
  })
  await desk(visitorDeskApi.unban, { ...place, banId })

  const permit = { ...home, kind: 'permit' as const, name: '张师傅', about: '铺地砖', window }
  const asked = await mine(visitorsApi.invite, permit)
  await desk(visitorDeskApi.decide, { ...place, passId: asked.passId, allow: true })
  const walkIn = { ...at, roomCode: '1-1-101', name: '快递员', about: '送大件' }
  const first = await desk(gateApi.walkIn, walkIn)
  await mine(visitorsApi.answer, { ...home, passId: first.pass?.passId ?? '', allow: true })
  const second = await desk(gateApi.walkIn, walkIn)
  const byPhone = { passId: second.pass?.passId ?? '', allow: true, called: true, note: '电话里同意' }
  await desk(gateApi.decideWalkIn, { ...at, ...byPhone })
  const third = await desk(gateApi.walkIn, walkIn)
  const byOffice = { passId: third.pass?.passId ?? '', allow: false, note: '李女士说不认识' }
  await desk(visitorDeskApi.answerWalkIn, { ...place, ...byOffice })
  await desk(gateApi.emergency, { ...at, what: 'ambulance', sendId: deps.newId() })
  await mine(visitorsApi.revoke, { ...home, passId: asked.passId })
  const taken = await mine(visitorsApi.invite, { ...permit, about: '装门' })
  await desk(visitorDeskApi.decide, { ...place, passId: taken.passId, allow: true })
  await desk(visitorDeskApi.withdrawPermit, { ...place, passId: taken.passId, reason: '夜里敲墙，劝了不听' })
  await desk(gateApi.endLease, { ...at, phoneId })
  await desk(gateApi.takeLease, { ...at, phoneId })
  await desk(visitorDeskApi.freeGate, { ...at, reason: '手机没电了' })
}
