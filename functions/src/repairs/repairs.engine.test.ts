import { communitiesApi } from '@linli/shared/communities/api'
import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { beforeAll, expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { billsOf } from '../../test/books'
import { callAs, sentenceOf } from '../../test/call'
import { testContext } from '../../test/context'
import { openRepairs, type RepairWorld } from '../../test/repairs'
import { raiseDispute } from '../billing/dispute-bill'
import { countOrder } from './count-order'
import { exportMyData } from '../identity/export-my-data'
import { forgetReporter } from './forget-reporter'

let world: RepairWorld
beforeAll(async () => {
  world = await openRepairs()
})
const bills = async (repairId: string) => {
  world.deps.world.settle()
  return (await billsOf(world.place, world.owner.at.roomId)).filter(bill => bill.charged?.id === repairId)
}

it('from a report to one bill: quoted, agreed, extra work agreed, done, confirmed; the lines add up, and a tenant sees no notes', async () => {
  const { communityId, owner, desk, worker, ok, line } = world
  const key = world.deps.newId()
  const wish = { ...owner.at, kind: 'water' as const, where: { kind: 'home' as const }, text: '厨房水管漏水' }
  const [first, again] = await Promise.all([
    callAs(world.app, owner, myRepairsApi.report, wish, key),
    callAs(world.app, owner, myRepairsApi.report, wish, key),
  ])
  const { repairId, number } = first.ok()
  expect(again.ok().repairId).toBe(repairId)
  expect(number).toMatch(/^BX261122-.{5}$/)
  const at = { communityId, repairId }
  const mine = { ...owner.at, repairId }

  await world.given(repairId)
  await ok(desk, repairsApi.note, { ...at, text: '上次也是这家', internal: true })
  const early = await callAs(world.app, worker, workApi.start, at)
  expect(sentenceOf(early)).toBe('入户维修要先报价，住户同意后才能开始；不收费的请先选责任归属')
  await world.quoted(repairId)
  await ok(worker, workApi.start, at)
  await ok(worker, workApi.recordWork, { ...at, materials: [{ name: '角阀', quantity: 2, unit: '个' }], minutes: 40 })
  const fewer = { ...at, materials: [{ name: '角阀', quantity: -1, unit: '个' }], minutes: 40 }
  const refused = await callAs(world.app, worker, workApi.recordWork, fewer)
  expect([refused.status, sentenceOf(refused)]).toEqual([400, '数量要大于 0'])
  expect((await ok(desk, repairsApi.get, at)).work?.materials).toMatchObject([{ name: '角阀', quantity: 2 }])
  const { quotes } = await ok(worker, workApi.quoteOnSite, {
    ...at,
    lines: [{ ...line, name: '更换软管', quantity: 1 }],
  })
  const extra = quotes.at(-1)
  expect(extra).toMatchObject({ extra: true, totalFen: 4_500, state: 'waiting' })
  expect(sentenceOf(await callAs(world.app, worker, workApi.finish, at))).toBe('报价还在等住户答复，答复后才能完成')
  const older = quotes[0]?.quoteId ?? ''
  expect(
    sentenceOf(await callAs(world.app, owner, myRepairsApi.answerQuote, { ...mine, quoteId: older, agree: true })),
  ).toBe('报价刚刚变了，请看过新的再答复')
  await ok(owner, myRepairsApi.answerQuote, { ...mine, quoteId: extra?.quoteId ?? '', agree: true })
  expect(await bills(repairId)).toEqual([])
  await ok(worker, workApi.finish, at)
  const confirmed = await ok(owner, myRepairsApi.confirm, mine)

  const [bill, ...others] = await bills(repairId)
  expect(others).toEqual([])
  expect(bill).toMatchObject({
    billId: confirmed.billId,
    amountFen: 13_500,
    state: 'published',
    payer: { kind: 'owners' },
  })
  expect(bill?.lines.map(({ amountFen, inputs }) => [amountFen, inputs?.kind])).toEqual([
    [9_000, 'work'],
    [4_500, 'work'],
  ])
  expect(confirmed.steps.map(({ event }) => event)).not.toContain('note_inside')
  expect(JSON.stringify(confirmed)).not.toContain('上次也是这家')
  await ok(owner, myRepairsApi.rate, { ...mine, stars: 5, comment: '很快' })

  // Opened again, done again and confirmed again: what is billed is billed once.
  await ok(owner, myRepairsApi.reopen, { ...mine, reason: '又漏了' })
  await ok(desk, repairsApi.assign, { ...at, personId: worker.personId })
  expect(sentenceOf(await callAs(world.app, worker, workApi.quoteOnSite, { ...at, lines: [line] }))).toBe(
    '这单已经出账，另有收费请另报一单',
  )
  await world.worked(repairId)
  await ok(owner, myRepairsApi.confirm, mine)
  expect(await bills(repairId)).toHaveLength(1)

  await raiseDispute(world.place.ctx, { ...owner.at, billId: bill?.billId ?? '', reason: '没有换角阀' })
  expect((await bills(repairId))[0]?.dispute).toMatchObject({ reason: '没有换角阀' })
  // A manager takes it back: the bill goes with it, in one.
  expect((await callAs(world.app, desk, repairsApi.cancel, { ...at, reason: '重复' })).code).toBe('repairs.refused')
  const revoked = await ok(world.manager, repairsApi.cancel, { ...at, reason: '保修期内，不该收' })
  expect(revoked.state).toBe('cancelled')
  expect((await bills(repairId)).map(({ state }) => state)).toEqual(['void'])
})

it('two who grab at once: one has it, the other reads who', async () => {
  const { communityId, worker, second, app } = world
  const { repairId } = await world.report()
  const grabs = await Promise.all(
    [worker, second].map(who => callAs(app, who, workApi.grab, { communityId, repairId })),
  )
  const [lost, ...none] = grabs.filter(({ status }) => status !== 200)
  expect(none).toEqual([])
  const { assignee, steps } = grabs.find(({ status }) => status === 200)?.ok() ?? {}
  expect([lost && sentenceOf(lost), steps?.filter(({ event }) => event === 'grab').length]).toEqual([
    `这张单已由${assignee?.name === '李强' ? '李' : '张'}师傅接走`,
    1,
  ])
})

it('nobody of another household, no neighbour and no stranger to the order does anything to it', async () => {
  const { communityId, neighbour, second, app } = world
  const { repairId } = await world.report()
  await world.given(repairId)
  const theirs = { ...neighbour.at, repairId }
  const tried = await Promise.all([
    callAs(app, neighbour, myRepairsApi.getMine, theirs),
    callAs(app, neighbour, myRepairsApi.cancelMine, theirs),
    callAs(app, neighbour, myRepairsApi.confirm, theirs),
    callAs(app, neighbour, myRepairsApi.urge, theirs),
  ])
  expect(tried.map(({ code }) => code)).toEqual(Array(4).fill('record.not_found'))
  expect(sentenceOf(await callAs(app, second, workApi.finish, { communityId, repairId }))).toBe('这一步不能由您来做')
  const photo = await world.picture(neighbour.accountId)
  expect(
    (await callAs(app, world.owner, myRepairsApi.addMyPictures, { ...world.owner.at, repairId, fileIds: [photo] }))
      .code,
  ).toBe('files.not_arrived')
})

it('a code on a door, or in what all share, leads to what is open there and to nothing else', async () => {
  const { communityId, owner, worker, ok, deps } = world
  const { repairId } = await world.report()
  const shared = await world.reportPublic()
  deps.world.settle()
  const at = async (of: { roomId?: string; placeId?: string; building?: string; spot?: string }) =>
    (await ok(worker, workApi.workAt, { communityId, ...of })).items.map(each => each.repairId)
  const { roomId } = owner.at
  expect(await at({ roomId })).toContain(repairId)
  expect(await at({ roomId: world.neighbour.at.roomId })).toEqual([])
  expect(await at({ building: '3', spot: '1 号电梯' })).toContain(shared.repairId)
  const elsewhere = [{ building: '3', spot: '2 号电梯' }, { building: '4' }, { placeId: deps.newId() }]
  expect(await Promise.all(elsewhere.map(at))).toEqual([[], [], []])
  await ok(owner, myRepairsApi.cancelMine, { ...owner.at, repairId })
  await ok(world.desk, repairsApi.cancel, { communityId, repairId: shared.repairId, reason: '重复' })
  deps.world.settle()
  expect(await at({ roomId })).not.toContain(repairId)
})

it('a buyer does not read what the seller reported, and the seller no longer does anything', async () => {
  const { deps, place, app, owner } = world
  const { repairId } = await world.report()
  const buyer = await accountWith(deps, [homeIn(place, owner.at.roomId, 'owner', { from: '2026-11-23' })])
  const gone = await accountWith(deps, [homeIn(place, owner.at.roomId, 'owner', { to: '2026-11-22' })])
  const mine = { ...owner.at, repairId }
  expect((await callAs(app, gone, myRepairsApi.getMine, mine)).status).toBe(200)
  deps.clock.advance(86_400_000)
  expect((await callAs(app, buyer, myRepairsApi.getMine, mine)).code).toBe('record.not_found')
  expect((await callAs(app, buyer, myRepairsApi.mine, owner.at)).ok().items).toEqual([])
  expect((await callAs(app, gone, myRepairsApi.cancelMine, mine)).code).toBe('access.forbidden')
  deps.clock.advance(-86_400_000)
})

it('what all share is followed instead of reported again, told once it is done, merged, and never billed', async () => {
  const { communityId, owner, neighbour, desk, manager, ok, app, deps } = world
  const lift = await world.plumber('赵电梯', ['lift'])
  const { repairId } = await world.reportPublic()
  deps.world.settle()
  const list = await ok(neighbour, myRepairsApi.publicOnes, neighbour.at)
  expect(list.items).toMatchObject([{ repairId, following: false, followers: 0 }])
  expect(JSON.stringify(list)).not.toContain('异响')
  const at = { ...neighbour.at, repairId }
  await Promise.all([ok(neighbour, myRepairsApi.follow, at), ok(neighbour, myRepairsApi.follow, at)])
  expect(await ok(neighbour, myRepairsApi.follow, at)).toMatchObject({ followers: 1, following: true })
  expect(sentenceOf(await callAs(app, owner, myRepairsApi.follow, { ...owner.at, repairId }))).toBe('这是您自己报的')

  const { repairId: twice } = await world.reportPublic(neighbour)
  const merged = await ok(desk, repairsApi.merge, { communityId, repairId: twice, intoId: repairId })
  expect(merged).toMatchObject({ state: 'closed', mergedInto: repairId })
  await world.given(repairId, lift)
  const quote = { communityId, repairId, lines: [world.line] }
  expect(sentenceOf(await callAs(app, manager, repairsApi.quote, quote))).toBe('公共区域的维修不向报修人收费，不用报价')
  await world.worked(repairId, lift)
  const { billId } = await ok(owner, myRepairsApi.confirm, { ...owner.at, repairId })
  expect(billId).toBeUndefined()
  expect(await bills(repairId)).toEqual([])
  expect((await ok(desk, repairsApi.get, { communityId, repairId })).followers).toBe(1)
})

it('so many reports a day and no more; who takes their data along has each of them', async () => {
  const { deps, place, neighbour, app, ok } = world
  const visitor = await accountWith(deps, [homeIn(place, neighbour.at.roomId, 'family')])
  const wish = { ...neighbour.at, kind: 'other' as const, where: { kind: 'home' as const }, text: '窗帘杆掉了' }
  for (let i = 0; i < 30; i++) await ok(visitor, myRepairsApi.report, wish)
  expect((await callAs(app, visitor, myRepairsApi.report, wish)).code).toBe('request.too_many')
  const mine = testContext(deps, { kind: 'account', accountId: visitor.accountId, sessionKey: '', homes: [] })
  const { sections } = await exportMyData(mine)
  const lines = sections.find(({ title }) => title === '报修')?.lines
  expect([lines?.length, lines?.[0]]).toEqual([
    30,
    expect.stringMatching(/BX261122-.* 3栋2单元1501 其他（已收到）：窗帘杆掉了$/),
  ])
  deps.clock.advance(86_400_001)
  await ok(visitor, myRepairsApi.report, wish)
  deps.clock.advance(-86_400_001)
})

it('a deleted account leaves the order, and neither id, name nor number in it', async () => {
  const { communityId, desk, ok, deps, neighbour } = world
  const wish = { ...neighbour.at, kind: 'door' as const, where: { kind: 'home' as const }, text: '门锁坏了' }
  const { repairId } = await ok(neighbour, myRepairsApi.report, { ...wish, phone: '13812345678' })
  expect((await ok(desk, repairsApi.get, { communityId, repairId })).contactPhone).toBe('13812345678')
  const called = async () => {
    world.deps.world.settle()
    const { items } = await ok(desk, repairsApi.list, { communityId, phone: '138 1234-5678' })
    return items.map(each => each.repairId)
  }
  expect(await called()).toEqual([repairId])
  await forgetReporter(deps, { accountId: neighbour.accountId })
  await forgetReporter(deps, { accountId: neighbour.accountId })
  const left = await ok(desk, repairsApi.get, { communityId, repairId })
  expect([left.reporterName, left.contactPhone]).toEqual(['已注销用户', undefined])
  expect(await called()).toEqual([])
})

it('is found by what people call it; a quote that waits is taken back by the desk, and another is none', async () => {
  const { communityId, desk, worker, ok, line } = world
  const { repairId, number } = await world.report()
  const listed = async (asked: string) => (await ok(desk, repairsApi.list, { communityId, number: asked })).items
  expect((await listed(number)).map(each => each.repairId)).toEqual([repairId])
  expect(await listed(number.replace('BX26', 'BX25'))).toEqual([])
  expect(await listed(number.replace(/\d{6}/, '261399'))).toEqual([])
  await world.given(repairId)
  const at = { communityId, repairId }
  const { quotes } = await ok(worker, workApi.quoteOnSite, { ...at, lines: [line] })
  const taken = { ...at, quoteId: quotes[0]?.quoteId ?? '', reason: '电话里不同意' }
  const after = await ok(desk, repairsApi.withdrawQuote, taken)
  expect(after).toMatchObject({ chargeFen: 0, quotes: [{ state: 'refused' }] })
  expect(sentenceOf(await callAs(world.app, desk, repairsApi.withdrawQuote, taken))).toBe(
    '没有等答复的报价，请刷新再看',
  )
  await ok(worker, workApi.settleResponsibility, { ...at, responsibility: 'fee', reason: '公共立管' })
  await ok(worker, workApi.start, at)
  await ok(desk, repairsApi.pauseByOffice, { ...at, reason: 'resident', note: '住户晚上在家' })
  expect(await ok(desk, repairsApi.resumeByOffice, at)).toMatchObject({ state: 'in_progress' })
})

it('a registered place: offered to who lives there, named by its id, on the map; not once it is out of use, nor from elsewhere', async () => {
  const { communityId, owner, manager, desk, app, ok } = world
  const at = { communityId }
  const [bldg, here] = [
    { latE6: 31_230_416, lngE6: 121_473_701 },
    { latE6: 31_230_500, lngE6: 121_473_800 },
  ]
  const lift = { ...at, building: '3', floor: 'B1', kind: 'lift' as const, name: '东侧电梯', active: true }
  const strange = await callAs(app, manager, communitiesApi.createPlace, { ...lift, building: '99' })
  expect(sentenceOf(strange)).toBe('没有这栋楼，请写房屋列表里的楼号，如 3')
  const building = { ...at, building: '3', kind: 'building' as const, name: '3 号楼', active: true, position: bldg }
  const own = await ok(manager, communitiesApi.createPlace, building)
  expect((await callAs(app, manager, communitiesApi.createPlace, building)).code).toBe('record.exists')
  const moved = { ...lift, placeId: own.placeId, version: own.version }
  expect((await callAs(app, manager, communitiesApi.updatePlace, moved)).code).toBe('request.invalid')
  const place = await ok(manager, communitiesApi.createPlace, lift)
  await ok(manager, communitiesApi.createPlace, { ...at, kind: 'garage', name: '地下车库', active: true })
  await ok(manager, communitiesApi.createPlace, { ...lift, name: '旧电梯', active: false })
  world.deps.world.settle()
  const offered = await ok(owner, communitiesApi.myPlaces, owner.at)
  expect(offered.items.map(({ name }) => name)).toEqual(['3 号楼', '东侧电梯', '地下车库'])

  const wish = { ...owner.at, kind: 'lift' as const, text: '电梯异响' }
  const where = { kind: 'place' as const, placeId: place.placeId }
  const known = { kind: 'public', placeId: place.placeId, building: '3', spot: 'B1 东侧电梯' }
  expect((await ok(owner, myRepairsApi.report, { ...wish, where })).place).toEqual({ ...known, position: bldg })
  await ok(manager, communitiesApi.updatePlace, { ...lift, placeId: place.placeId, position: here, version: 1 })
  const said = { source: 'phone' as const, name: '李小红', kind: 'lift' as const, text: '又响' }
  expect((await ok(desk, repairsApi.enter, { ...at, ...said, where })).place).toEqual({ ...known, position: here })
  expect((await world.report()).place).toMatchObject({ kind: 'room', position: bldg })

  world.deps.world.settle()
  const found = await ok(world.worker, workApi.workAt, { ...at, placeId: place.placeId })
  expect(found.items.map(({ text }) => text).toSorted()).toEqual(['又响', '电梯异响'])
  const { items } = await ok(desk, repairsApi.list, { ...at, placeId: place.placeId })
  for (const { repairId } of items) await countOrder(world.deps, { communityId, repairId })
  const counted = await ok(desk, repairsApi.figures, { ...at, by: 'place', period: '2026-11' })
  expect(counted.items).toMatchObject([{ key: place.placeId, name: '3栋 B1 东侧电梯', all: items.length }])
  expect(items).toHaveLength(2)

  const old = { ...lift, placeId: place.placeId, version: 1 }
  expect((await callAs(app, manager, communitiesApi.updatePlace, old)).code).toBe('record.changed')
  await ok(manager, communitiesApi.updatePlace, { ...old, active: false, version: 2 })
  const over = await callAs(app, owner, myRepairsApi.report, { ...wish, where })
  expect(sentenceOf(over)).toBe('没有这个位置，请从列表里选或写明位置')
})
