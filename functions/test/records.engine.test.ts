import { endpoints } from '@linli/shared/api'
import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { runApi } from '@linli/shared/billing/run-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { messagesApi } from '@linli/shared/messages/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { peopleApi } from '@linli/shared/people/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeRun } from '../src/billing/compute-run'
import { publishBills } from '../src/billing/publish-bills'
import { makeApp } from '../src/http'
import { listDifferences } from '../src/payments/reconciliation-store'
import { seal } from '../src/payments/seal'
import { getOrder } from '../src/payments/store'
import { suspend } from '../src/payments/suspend'
import { tellPayer } from '../src/payments/tell-payer'
import { allRoutes } from '../src/registry'
import { communityContext } from '../src/context'
import { bankStory } from './bank-story'
import { callAs, type Caller } from './call'
import { type Channel, openChannel } from './channel'
import { eveningStory, monthStory } from './closing-story'
import { contractStory, stayStory } from './contract-story'
import { counterStory } from './counter-story'
import { dunningStory } from './dunning-story'
import { exportStory } from './export-story'
import { fileStory, photoStory } from './file-story'
import { invoiceStory } from './invoice-story'
import { importStory } from './import-story'
import { letterStory } from './letter-story'
import { makeCommunity, type Place } from './make'
import { meterStory, poolStory } from './meter-story'
import { openingStory } from './opening-story'
import { prepayStory } from './prepay-story'
import { questionStory } from './question-story'
import { type Act, Recorder } from './records'
import { scanStory } from './scan-story'
import { refundStory } from './refund-story'
import { serviceStory } from './service-story'
import { staffStory } from './staff-story'
import { openTax, type Tax } from './tax'
import { makeStaff, signInResident, signInStaff, totpCode } from './sign-in'

const phone = '13800097001'
let channel: Channel
let tax: Tax
let place: Place
let record: Recorder
let office: Caller & { personId: string }
/** Who called what, by the endpoint's id: an account, an office person. */
const callers = new Map<string, string[]>()

beforeAll(async () => {
  tax = await openTax()
  channel = await openChannel({ env: tax.env })
  tax.follow(channel.deps.nowMs)
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  record = new Recorder(channel.deps, makeApp(channel.deps, allRoutes))
  await story()
  channel.deps.world.settle()
})
afterAll(() => Promise.all([channel.stop(), tax.gateway.stop()]))

const as =
  (who: Caller, id: string): Act =>
  async (endpoint, input) => {
    callers.set(endpoint.id, [...(callers.get(endpoint.id) ?? []), id])
    return (await record.call(who, endpoint, input)).ok()
  }

/** A day in the life of an office and its residents, in which every write of the contract happens once at least. */
async function story() {
  const { deps, gateway } = channel
  const { communityId } = place
  const at = { communityId }

  const person = await makeStaff(place, ['manager', 'accountant'])
  const { username, password } = person
  callers.set('identity.signInOffice', [person.personId])
  const login = { username, password, totp: totpCode(person) }
  const signedIn = await record.call({}, identityApi.signInOffice, login)
  office = { cookie: signedIn.cookie ?? '', csrf: signedIn.ok().csrf, personId: person.personId }
  const desk = as(office, office.personId)

  const { name, address, officePhone, entities, version } = place.community
  await desk(communitiesApi.update, { ...at, name, address, officePhone, entities, version })
  const wish = { ...at, building: '1', unit: '1', areas: { built: 8950 }, status: 'vacant' as const }
  const room = await desk(communitiesApi.createRoom, { ...wish, room: '101' })
  const here = { ...at, roomId: room.roomId }
  await desk(communitiesApi.updateRoom, {
    ...here,
    areas: { built: 9000 },
    status: 'occupied',
    version: room.version,
  })
  const owner = { name: '李小红', kind: 'natural' as const, phone }
  const { occupancies } = await desk(peopleApi.addOccupancy, {
    ...here,
    person: owner,
    role: 'owner',
    from: '2026-01-01',
  })
  const personId = occupancies[0]?.personId ?? ''
  await desk(peopleApi.update, { ...at, personId, version: 1, name: '李晓红', kind: 'natural' })
  await desk(peopleApi.reveal, { ...at, personId, field: 'phone', reason: '核对号码' })
  await importStory(desk, channel.deps, place)
  await fileStory(desk, communityId)
  const bill = await bills(desk, here.roomId)
  await openingStory(desk, record, office, place)
  await meterStory(desk, here)
  await poolStory(desk, communityId, place.community.entities[0]?.entityId ?? '')
  await contractStory(desk, communityId, place.community.entities[0]?.entityId ?? '')
  await stayStory(desk, communityId, place.community.entities[0]?.entityId ?? '')
  const { resident, accountId } = await residents(desk, here)
  await photoStory(as(resident, accountId), desk, here)
  await letterStory(desk, as, { channel, place, app: record.app })
  await questionStory(as(resident, accountId), desk, { ...here, billId: bill })
  await payments(desk, resident, accountId, { roomId: here.roomId, billId: bill })
  await counterStory(desk, record, office, { place, roomId: here.roomId })
  const second = await signInStaff(record.app, await makeStaff(place, ['accountant']))
  const refunds = { mine: as(resident, accountId), desk, second: as(second, second.personId) }
  await refundStory(channel, place, here.roomId, { ...refunds, push: as(office, 'system') })
  await prepayStory(as(resident, accountId), desk, { place, roomId: here.roomId })
  await bankStory(desk, place, communityContext(deps, communityId), here.roomId)
  await dunningStory(desk, deps, place, here.roomId)
  const mine = as(resident, accountId)
  const settle = () => deps.world.settle()
  await invoiceStory(mine, desk, { place, roomId: here.roomId, tax, settle, cashierId: office.personId })
  const service = { roomId: here.roomId, accountId, officerId: office.personId, settle, channel, record, office }
  await serviceStory(mine, desk, place, service)
  const evening = { roomId: here.roomId, cashierId: office.personId, date: '2026-11-22' }
  await eveningStory(desk, { ...at, ctx: place.ctx }, evening)
  await exportStory(desk, channel.deps, place.communityId, office.personId)

  callers.set('identity.signInStaff', [await staffStory(desk, record, channel, at)])
  const other = await makeStaff(place, ['clerk'])
  await desk(identityApi.setStaffRoles, { ...at, personId: other.personId, roles: [] })
  const occupancyId = occupancies[0]?.occupancyId ?? ''
  await desk(peopleApi.endOccupancy, { ...here, occupancyId, to: '2026-12-31' })
  await as(resident, accountId)(identityApi.signOut, {})
  const leaver = await signInResident({ deps, gateway, stop: channel.stop }, record.app, 'leaver')
  await as(leaver, leaver.accountId)(identityApi.deleteAccount, {})
  await desk(identityApi.signOutOffice, {})
  deps.clock.advance(86_400_000)
  const accountant = await signInStaff(record.app, await makeStaff(place, ['accountant']))
  const day = { ...at, merchantRef: 'linli', date: '2026-11-22' }
  const counting = as(accountant, accountant.personId)
  gateway.control.fault({ kind: 'bill-row-missing', match: place.communityId })
  await counting(reconciliationApi.reconcile, day)
  deps.world.settle()
  const [difference] = (await listDifferences(place.ctx, { ...day, limit: 1 })).items
  const resolution = { differenceId: difference?.differenceId ?? '', how: 'noted' as const, reason: '渠道补发了账单' }
  await counting(reconciliationApi.resolveDifference, { ...day, ...resolution })
  deps.clock.set('2026-12-02T02:00:00.000Z')
  const later = await signInStaff(record.app, await makeStaff(place, ['accountant']))
  await monthStory(as(later, later.personId), deps, { ...at, ctx: place.ctx }, office.personId, [
    '2026-11-22',
    '2026-11-23',
  ])
}

/** Two bills of the room, one of them void; answers the other. */
async function bills(desk: Act, roomId: string): Promise<string> {
  const { deps } = channel
  const at = { communityId: place.communityId }
  const terms = {
    name: '物业费',
    formula: { kind: 'area', area: 'built' } as const,
    cycle: { kind: 'month' } as const,
    timing: 'prepaid' as const,
    rounding: { mode: 'half_up', unit: 'fen' } as const,
    nature: 'own_revenue' as const,
    invoiceable: true,
    collectingEntityId: place.community.entities[0]?.entityId ?? '',
    dueDays: 27,
    lateFee: null,
    active: true,
  }
  const { feeItemId, version } = await desk(feeApi.createFeeItem, { ...at, ...terms })
  await desk(feeApi.updateFeeItem, { ...at, feeItemId, version, ...terms, dueDays: 20 })
  const ground = { kind: 'contract', text: '物业服务合同 第八条' } as const
  await desk(feeApi.addTariff, { ...at, feeItemId, from: '2026-01-01', price: 23_000, ground })
  const window = { ...at, from: '2026-11-01', to: '2026-12-31', feeItemIds: [feeItemId], roomIds: [roomId] }
  const { runId } = await desk(runApi.startRun, window)
  await computeRun(deps, at.communityId, runId)
  await desk(runApi.redraftRun, { ...at, runId })
  await computeRun(deps, at.communityId, runId)
  const { count, amountFen } = (await callAs(record.app, office, runApi.getRun, { ...at, runId })).ok()
  await desk(runApi.publishRun, { ...at, runId, count, amountFen })
  await publishBills(deps, at.communityId, runId)
  await desk(roomTermsApi.setRoomTerms, { ...at, roomId, feeItemId, applies: true, coefficient: 12_000 })
  const again = await desk(runApi.startRun, window)
  await desk(runApi.discardRun, { ...at, runId: again.runId })
  deps.world.settle()
  const { items } = (await callAs(record.app, office, billingApi.listRoomBills, { ...at, roomId })).ok()
  const [wrong, right] = items
  await desk(billingApi.voidBill, { ...at, roomId, billId: wrong?.billId ?? '', reason: '面积有误', reissue: true })
  return right?.billId ?? ''
}

async function residents(desk: Act, here: { communityId: string; roomId: string }) {
  const { deps, gateway } = channel
  const world = { deps, gateway, stop: channel.stop }
  const first = await signInResident(world, record.app, 'owner')
  const me = as(first, first.accountId)
  const { token } = await me(identityApi.signIn, { code: gateway.control.loginCode({ user: 'owner' }).code })
  const resident = { token }
  const mine = as(resident, first.accountId)
  await mine(identityApi.verifyPhone, { code: gateway.control.phoneCode({ user: 'owner', phone }).code })
  await mine(identityApi.findHomes, { surname: '李' })
  await mine(identityApi.bindHome, { ...here, surname: '李' })
  await mine(identityApi.setFontSize, { fontSize: 'large' })
  await mine(identityApi.setConsent, { purpose: 'messages', granted: true })
  await mine(messagesApi.recordGrants, { accepted: ['payment_received'] })
  const { code } = await mine(identityApi.invite, { ...here, role: 'family' })
  const guest = await signInResident(world, record.app, 'guest')
  const joined = await as(guest, guest.accountId)(identityApi.acceptInvitation, { code, name: '陈静' })
  const member = { ...here, occupancyId: joined.homes[0]?.occupancyId ?? '' }
  await mine(identityApi.letSeeBills, { ...member, seesBills: true })
  await mine(identityApi.removeMember, member)
  const asker = { ...here, role: 'tenant' as const, name: '赵云' }
  const { requestId } = await as(guest, guest.accountId)(identityApi.requestBinding, asker)
  await desk(identityApi.decideBinding, { communityId: here.communityId, requestId, approve: true })
  return { resident, accountId: first.accountId }
}

async function payments(desk: Act, resident: Caller, accountId: string, bill: { roomId: string; billId: string }) {
  const { deps, gateway } = channel
  const at = { communityId: place.communityId }
  const mine = as(resident, accountId)
  const home = { ...at, roomId: bill.roomId }
  const card = await mine(payLinkApi.makePayLink, { ...home, billIds: [bill.billId], sharedBy: '妈妈' })
  await mine(payLinkApi.payByLink, { code: card.code })
  await mine(payLinkApi.revokePayLink, { ...home, linkId: card.linkId })
  const { order: first } = await mine(paymentsApi.createOrder, { ...at, bills: [bill] })
  await mine(paymentsApi.closeOrder, { ...at, orderId: first.orderId })
  const closed = await getOrder(place.ctx, first.orderId)
  if (!closed) throw new Error('no order')
  const held = { transactionId: '4200000009', reasons: ['amount'], evidence: '{}', at: place.ctx.now(), suspenseFen: 1 }
  await suspend(place.ctx, closed, held)
  const { transactionId } = held
  const back = { channel: 'wechat' as const, transactionId, how: 'returning' as const, reason: '不是本小区的住户' }
  await desk(reconciliationApi.resolveSuspense, { ...at, ...back })
  callers.set('payments.checkDeskQr', ['linli']).set('payments.checkDoorQr', ['linli'])
  await scanStory(desk, { channel, record, office, at: { ...at, ...bill } })
  const { order, pay } = await mine(paymentsApi.createOrder, { ...at, bills: [bill] })
  if (!pay) throw new Error('no payment parameters')
  gateway.control.fault({ kind: 'drop', match: order.orderId, count: 9 })
  await gateway.control.pay({ ...pay, decision: 'approve' })
  callers.set('payments.checkOrder', ['linli'])
  await record.call(resident, paymentsApi.checkOrder, { ...at, orderId: order.orderId })
  await seal(deps, at.communityId)
  await desk(paymentsApi.printReceipt, { ...at, orderId: order.orderId })
  await desk(billingApi.printStatement, { ...at, roomId: bill.roomId, from: '2026-01-01', to: '2026-12-31' })
  await tellPayer(deps, { ...at, orderId: order.orderId })
  deps.world.settle()
  const { items } = (await callAs(record.app, resident, messagesApi.mine, {})).ok()
  await mine(messagesApi.markRead, { messageId: items[0]?.messageId ?? '' })
}

/** Writes that are nobody's doing and change no record: failed sign-ins are counted before it is known who comes. */
const needsNone = (keys: string[]) => keys.every(key => key.startsWith('G#login#0 ') && key.endsWith('#attempts'))

describe('every write of the contract', () => {
  // `open` reads by a secret, which has no place in an address.
  const writes = endpoints.filter(({ id, method }) => method !== 'GET' && id !== 'visitors.open').map(({ id }) => id)
  it('happened', () => {
    expect([...new Set(record.written.map(({ endpoint }) => endpoint))].sort()).toEqual(writes.sort())
  })

  it.each(writes)('%s: has its record in the same transaction, by who called', id => {
    const transactions = record.written
      .filter(({ endpoint }) => endpoint === id)
      .flatMap(written => written.transactions)
      .filter(({ keys }) => !needsNone(keys))
    expect(transactions.length).toBeGreaterThan(0)
    for (const { keys, records } of transactions) {
      expect([keys, records.length]).toEqual([keys, 1])
      expect(callers.get(id)).toContain(records[0]?.actorId)
    }
  })

  it('says what was done in words: no id of anything stands in its text', () => {
    const said = record.written.flatMap(({ transactions }) => transactions.flatMap(each => each.records))
    expect(said.filter(({ summary }) => /[0-9A-Za-z]{16,}/.test(summary)).map(({ summary }) => summary)).toEqual([])
  })

  it('is read by its object and by its person', async () => {
    const records = record.written.flatMap(({ transactions }) => transactions.flatMap(each => each.records))
    expect(records.length).toBeGreaterThanOrEqual(writes.length)
    const lost = []
    for (const each of records) if ((await record.found(each)).includes(false)) lost.push(each.action)
    expect(lost).toEqual([])
  })
})
