import { billingApi } from '@linli/shared/billing/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { peopleApi } from '@linli/shared/people/api'
import { addMonths, monthStart } from '@linli/shared/time'
import type { Client } from './client'
import type { EstateRow } from './estate'
import { bindHomes, confirmPayment, signInResident, untilPaid } from './resident'
import type { Samples } from './samples'
import type { Stack } from './stack'

type Resident = Samples['residents'][number] & { bind: boolean; pays: boolean; large: boolean }

/** Registers the people who are not simply a row of the workbook: a co-owner and a tenant. */
export async function houseResidents(
  office: Client,
  communityId: string,
  rows: EstateRow[],
  today: string,
): Promise<Resident[]> {
  const [first, second, third, fourth, fifth] = rows
  if (!first || !second || !third || !fourth || !fifth) throw new Error('the sample estate has too few rooms')
  const code = (row: EstateRow) => `${row.building}-${row.unit}-${row.room}`
  const { items } = await office.call(communitiesApi.listRooms, { communityId, prefix: '1-1-', limit: 50 })
  const roomOf = (row: EstateRow) => {
    const room = items.find(each => each.code === code(row))
    if (!room) throw new Error(`${code(row)} was not imported`)
    return room.roomId
  }
  const coOwner = { name: '王建军', phone: '13900000002' }
  const tenant = { name: '陈晨', phone: '13900000003' }
  const rowOf = (user: string, row: EstateRow, about: string) => ({ user, name: row.owner, phone: row.phone, about })
  await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: roomOf(first),
    person: coOwner,
    role: 'owner',
    from: first.handover,
  })
  const letRoom = await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: roomOf(second),
    person: tenant,
    role: 'tenant',
    from: monthStart(addMonths(today, -3)),
    payer: true,
  })
  const { roomId, areas, handoverDate, version } = letRoom
  await office.call(communitiesApi.updateRoom, { communityId, roomId, areas, handoverDate, version, status: 'rented' })
  await office.call(peopleApi.addOccupancy, {
    communityId,
    roomId: roomOf(fourth),
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
export async function moveIn(
  stack: Stack,
  communityId: string,
  residents: Resident[],
  lastMonth: string,
): Promise<void> {
  const phone = { url: stack.url, gateway: stack.gateway }
  const one = async (resident: Resident) => {
    const client = await signInResident(phone, resident.user)
    const homes = await bindHomes(phone, client, { ...resident, surname: resident.name.slice(0, 1) })
    if (resident.large) await client.call(identityApi.setFontSize, { fontSize: 'xlarge' })
    for (const { roomId } of resident.pays ? homes : [])
      await payMonth(phone, client, { communityId, roomId, month: lastMonth })
  }
  await Promise.all(residents.filter(({ bind }) => bind).map(one))
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
  await untilPaid(client, order)
}
