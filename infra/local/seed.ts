import { randomBytes } from 'node:crypto'
import { createCommunity } from '@linli/functions/communities/create-community'
import { createCompany } from '@linli/functions/communities/create-company'
import { makeContext } from '@linli/functions/context'
import { createStaff } from '@linli/functions/identity/create-staff'
import { billingApi } from '@linli/shared/billing/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { peopleApi } from '@linli/shared/people/api'
import { officeRoleNames, type OfficeRole } from '@linli/shared/permissions'
import { addMonths, beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import type { Client } from './client'
import { type EstateRow, estateRows, estateWorkbook } from './estate'
import { totpNow } from './local-api'
import { computeDrafts, confirmImport, previewWorkbook, publishDrafts, signInOffice } from './office'
import { bindHomes, confirmPayment, signInResident, untilReceipt } from './resident'
import { keepSamples, type Samples } from './samples'
import type { Stack } from './stack'

const people: { role: OfficeRole; username: string; name: string }[] = [
  { role: 'manager', username: 'manager', name: '王经理' },
  { role: 'clerk', username: 'clerk', name: '小林' },
  { role: 'cashier', username: 'cashier', name: '小陈' },
  { role: 'accountant', username: 'accountant', name: '周会计' },
]

/** The sample estate: rooms from a workbook, two months of bills, people of every kind. Everything through the API, as an office would. */
export async function seed(stack: Stack, rooms: number, say: (line: string) => void): Promise<void> {
  say(`正在准备示例小区：${rooms} 间房屋`)
  const { communityId, staff } = await createSampleCompany(stack)
  const [manager] = staff
  if (!manager) throw new Error('no manager')
  const office = await signInOffice(stack.url, { ...manager, totp: totpNow(manager.totpSecret) })
  const rows = estateRows(rooms)
  const report = everySeconds(3, say)
  const preview = await previewWorkbook(office, communityId, {
    name: '梧桐苑房屋表.xlsx',
    bytes: estateWorkbook(rows, '梧桐苑'),
  })
  await confirmImport(office, communityId, preview.importId, ({ progress }) =>
    report(`已导入 ${progress.done} / ${progress.total} 间`),
  )
  const today = beijingDate(new Date(stack.clock.nowMs()).toISOString())
  const lastMonth = monthStart(addMonths(monthStart(today), -1))
  const residents = await houseResidents(office, communityId, rows, today)
  const feeItemIds = await sampleFeeItems(office, communityId, lastMonth)
  for (const month of [lastMonth, monthStart(today)]) {
    say(`正在出 ${month.slice(0, 7)} 的账单`)
    const run = await computeDrafts(office, communityId, { from: month, to: monthEnd(month), feeItemIds })
    await publishDrafts(office, communityId, run)
  }
  await moveIn(stack, communityId, residents, lastMonth)
  await keepSamples(stack.state, {
    communityId,
    staff,
    residents: residents.map(({ user, name, phone, about }) => ({ user, name, phone, about })),
  })
}

/** Company, community with its collecting entity, and the office's people with passwords and TOTP secrets made here. */
export async function createSampleCompany(stack: Stack): Promise<Pick<Samples, 'communityId' | 'staff'>> {
  const ctx = makeContext(stack.deps, { kind: 'system' }, [])
  const company = await createCompany(ctx, { name: '邻里物业服务有限公司' })
  const { communityId } = await createCommunity(ctx, {
    companyId: company.companyId,
    name: '梧桐苑',
    address: '滨江路 88 号',
    officePhone: '010-8620 0000',
    entities: [
      {
        name: '邻里物业服务有限公司',
        uscc: '91110105MA01LNLN7W',
        merchantRef: stack.deps.env.LINLI_WECHATPAY_MERCHANTS[0]?.ref ?? 'linli',
      },
    ],
    developerName: '梧桐置业有限公司',
  })
  const staff: Samples['staff'] = []
  for (const { role, username, name } of people) {
    const password = randomBytes(6).toString('base64url')
    const { totpSecret } = await createStaff(ctx, { username, name, password, grants: [{ communityId, role }] })
    staff.push({ role, title: officeRoleNames[role], name, username, password, totpSecret })
  }
  return { communityId, staff }
}

/** 物业费 by area with a late-fee clause, and a fixed fee collected for the city; their tariffs hold from the given day. */
export async function sampleFeeItems(office: Client, communityId: string, from: string): Promise<string[]> {
  const { entities } = await office.call(communitiesApi.get, { communityId })
  const entityId = entities[0]?.entityId ?? ''
  const common = {
    communityId,
    cycle: { kind: 'month' as const },
    timing: 'prepaid' as const,
    rounding: { mode: 'half_up' as const, unit: 'fen' as const },
    invoiceable: true,
    collectingEntityId: entityId,
    dueDays: 27,
    active: true,
  }
  const property = await office.call(billingApi.createFeeItem, {
    ...common,
    name: '物业费',
    formula: { kind: 'area', area: 'built' },
    nature: 'own_revenue',
    taxRateBp: 600,
    lateFee: { clause: '前期物业服务合同第十二条：逾期按日万分之五支付违约金', dailyRatePpm: 500, graceDays: 15 },
  })
  const waste = await office.call(billingApi.createFeeItem, {
    ...common,
    name: '生活垃圾处理费',
    formula: { kind: 'fixed' },
    nature: 'collected_for_others',
    lateFee: null,
  })
  const ground = { kind: 'contract' as const, text: '前期物业服务合同（2018 年）' }
  await office.call(billingApi.addTariff, {
    communityId,
    feeItemId: property.feeItemId,
    from: monthStart(from),
    price: 23_000,
    ground,
  })
  await office.call(billingApi.addTariff, {
    communityId,
    feeItemId: waste.feeItemId,
    from: monthStart(from),
    price: 80_000,
    ground: { kind: 'filing', text: '市发改委公布的生活垃圾处理费标准' },
  })
  return [property.feeItemId, waste.feeItemId]
}

type Resident = Samples['residents'][number] & { bind: boolean; pays: boolean; large: boolean }

/** Registers the people who are not simply a row of the workbook: a co-owner and a tenant. */
async function houseResidents(
  office: Client,
  communityId: string,
  rows: EstateRow[],
  today: string,
): Promise<Resident[]> {
  const [first, second, third, fourth, fifth] = rows
  if (!first || !second || !third || !fourth || !fifth) throw new Error('the sample estate has too few rooms')
  const roomOf = async (row: EstateRow) => {
    const { items } = await office.call(communitiesApi.listRooms, {
      communityId,
      prefix: `${row.building}-${row.unit}-${row.room}`,
      limit: 1,
    })
    return items[0]?.roomId ?? ''
  }
  const code = (row: EstateRow) => `${row.building}-${row.unit}-${row.room}`
  const coOwner = { name: '王建军', phone: '13900000002' }
  const tenant = { name: '陈晨', phone: '13900000003' }
  const rowOf = (user: string, row: EstateRow, about: string) => ({ user, name: row.owner, phone: row.phone, about })
  await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: await roomOf(first),
    person: coOwner,
    role: 'owner',
    from: first.handover,
  })
  await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: await roomOf(second),
    person: tenant,
    role: 'tenant',
    from: monthStart(addMonths(today, -3)),
    payer: true,
  })
  await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: await roomOf(fourth),
    person: { name: third.owner, phone: third.phone },
    role: 'owner',
    from: fourth.handover,
  })
  return [
    { ...rowOf('owner', first, `业主 ${code(first)}，与${coOwner.name}共有`), bind: true, pays: true, large: false },
    { user: 'co-owner', ...coOwner, about: `共有业主 ${code(first)}`, bind: true, pays: false, large: false },
    { user: 'tenant', ...tenant, about: `租户 ${code(second)}，由租户缴费`, bind: true, pays: false, large: false },
    {
      ...rowOf('two-rooms', third, `业主，两套：${code(third)} 和 ${code(fourth)}`),
      bind: true,
      pays: true,
      large: false,
    },
    { ...rowOf('elder', fifth, `业主 ${code(fifth)}，用特大字`), bind: true, pays: false, large: true },
    {
      ...rowOf('newcomer', rows[5] ?? fifth, `业主 ${code(rows[5] ?? fifth)}，还没有绑定`),
      bind: false,
      pays: false,
      large: false,
    },
  ]
}

/** Signs the sample residents in and binds them; some pay last month's bills, so that there is something to look at. */
async function moveIn(stack: Stack, communityId: string, residents: Resident[], lastMonth: string): Promise<void> {
  const phone = { url: stack.url, gateway: stack.gateway }
  for (const resident of residents.filter(({ bind }) => bind)) {
    const client = await signInResident(phone, resident.user)
    const homes = await bindHomes(phone, client, { ...resident, surname: resident.name.slice(0, 1) })
    if (resident.large) await client.call(identityApi.setFontSize, { fontSize: 'xlarge' })
    for (const { roomId } of resident.pays ? homes : [])
      await payMonth(phone, client, { communityId, roomId, month: lastMonth })
  }
}

async function payMonth(
  phone: { url: string; gateway: Stack['gateway'] },
  client: Client,
  what: { communityId: string; roomId: string; month: string },
): Promise<void> {
  const { communityId, roomId, month } = what
  const { items } = await client.call(billingApi.myBills, { communityId, roomId })
  const bills = items
    .filter(bill => bill.period.from.startsWith(month.slice(0, 7)))
    .map(({ billId }) => ({ roomId, billId }))
  if (bills.length === 0) return
  const { order, pay } = await client.call(paymentsApi.createOrder, { communityId, bills })
  if (pay) await confirmPayment(phone, pay)
  await untilReceipt(client, order)
}

function everySeconds(seconds: number, say: (line: string) => void): (line: string) => void {
  let last = Date.now()
  return line => {
    if (Date.now() - last < seconds * 1000) return
    last = Date.now()
    say(line)
  }
}
