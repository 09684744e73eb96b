import type { Endpoint, InputOf } from '@linli/shared/contract'
import { repairsApi } from '@linli/shared/repairs/api'
import type { Skill } from '@linli/shared/repairs/kinds'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { routes as billing } from '../src/billing/routes'
import { routes as communities } from '../src/communities/routes'
import { makeApp } from '../src/http'
import { routes as payments } from '../src/payments/routes'
import { routes } from '../src/repairs/routes'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import { callAs, type Caller } from './call'
import { type TestDeps, testDeps } from './context'
import { bindAccounts, makeCommunity, makeRoom } from './make'
import { makeFeeItem } from './make-billing'
import { uploaded } from './repair-story'

export type RepairWorld = Awaited<ReturnType<typeof openRepairs>>
/** On duty whenever they do not say otherwise. */
export const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, from: '00:00', to: '24:00' }))
const line = { part: 'labour' as const, name: '更换角阀', quantity: 2, unit: '次', unitFen: 4_500 }

/** A community that charges repairs, with an owner who uses the app, a dispatcher, a manager and two plumbers on shift. */
export async function openRepairs(deps: TestDeps = testDeps()) {
  const app = makeApp(deps, [...routes, ...billing, ...payments, ...communities])
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const { communityId } = place
  const { roomId } = await makeRoom(place, { code: '3-2-1501', ownerName: '李小红' })
  const owner = await live(roomId)
  const neighbour = await live((await makeRoom(place, { code: '3-2-1502', ownerName: '王芳' })).roomId)
  const desk = await staffWith(deps, [roleIn(place, 'dispatcher')], 60)
  const manager = await staffWith(deps, [roleIn(place, 'manager')], 60)
  const { feeItemId } = await makeFeeItem(place, {
    name: '维修费',
    formula: { kind: 'fixed' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    scope: 'assigned',
    price: 0,
  })
  const settings = { communityId, feeItemId, autoDispatch: false, revisit: 'unrated' as const, sla: {}, catalogue: [] }
  await ok(manager, repairsApi.saveSettings, { ...settings, version: 0 })
  const worker = await plumber('李强')
  const second = await plumber('张伟')

  async function live(room: string) {
    const account = await accountWith(deps, [homeIn(place, room, 'owner')])
    await bindAccounts(place, room, account.accountId)
    return { ...account, at: { communityId, roomId: room } }
  }
  async function plumber(name: string, skills: Skill[] = ['plumbing'], areas: string[] = [], shifts = wholeWeek) {
    const person = await staffWith(deps, [roleIn(place, 'repairer')], 60)
    const { personId } = person
    const card = { communityId, personId, name, phone: '13900001234', skills, areas, shifts, active: true }
    await ok(manager, repairsApi.saveWorker, { ...card, version: 0 })
    await ok(person, workApi.setShift, { communityId, onShift: true })
    return { ...person, name }
  }
  async function ok<E extends Endpoint>(who: Caller, endpoint: E, input: InputOf<E>) {
    return (await callAs(app, who, endpoint, input)).ok()
  }
  const report = (kind: 'water' | 'burst_pipe' = 'water', who = owner) =>
    ok(who, myRepairsApi.report, { ...who.at, kind, where: { kind: 'home' }, text: '厨房水管漏水' })
  const reportPublic = (who = owner) =>
    ok(who, myRepairsApi.report, {
      ...who.at,
      kind: 'lift',
      where: { kind: 'public', building: '3', spot: '1 号电梯' },
      text: '电梯异响',
    })
  /** To the point where the worker stands at the door. */
  const given = async (repairId: string, who = worker) => {
    await ok(desk, repairsApi.accept, { communityId, repairId })
    return ok(desk, repairsApi.assign, { communityId, repairId, personId: who.personId })
  }
  const quoted = async (repairId: string, agree = true) => {
    const { quotes } = await ok(worker, workApi.quoteOnSite, { communityId, repairId, lines: [line] })
    const quoteId = quotes.at(-1)?.quoteId ?? ''
    return ok(owner, myRepairsApi.answerQuote, { ...owner.at, repairId, quoteId, agree })
  }
  const worked = async (repairId: string, who = worker) => {
    await ok(who, workApi.start, { communityId, repairId })
    return ok(who, workApi.finish, { communityId, repairId })
  }
  const picture = (uploadedBy: string) => uploaded(place, uploadedBy)
  return {
    deps,
    app,
    place,
    communityId,
    owner,
    neighbour,
    desk,
    manager,
    worker,
    second,
    settings,
    plumber,
    ok,
    report,
    reportPublic,
    given,
    quoted,
    worked,
    picture,
    line,
  }
}
