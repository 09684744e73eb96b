import { messagesApi } from '@linli/shared/messages/api'
import { expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { accountWith, homeIn } from '../../test/actors'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeContext } from '../context'
import { makeApp } from '../http'
import { routes } from '../messages/routes'
import { personKey } from '../people/store'
import { tellPayers } from './tell-payers'

it('tells a bound payer once about the new bills of a room, however often the message comes', async () => {
  const deps = testDeps()
  const place = await makeCommunity(deps)
  const room = await makeRoom(place, { ownerName: '李小红', phone: `139${String(deps.nowMs()).slice(-8)}` })
  const personId = room.occupancies[0]?.personId ?? ''
  const account = await accountWith(deps, [{ ...homeIn(place, room.roomId, 'owner'), personId }])
  const { db } = makeContext(deps, { kind: 'system' }, [`M#${place.companyId}#`])
  const marker = { pk: `M#${place.companyId}#test`, sk: deps.newId() }
  await db.transact(
    [
      { update: { key: personKey(place.companyId, personId), set: { accounts: [account.accountId] } } },
      { put: marker },
    ],
    marker,
  )
  const bill = {
    roomId: room.roomId,
    roomCode: room.code,
    personIds: [personId],
    amountFen: 20_585,
    dueDate: '2026-11-28',
  }
  const body = {
    communityId: place.communityId,
    at: new Date(deps.nowMs()).toISOString(),
    bills: [
      { ...bill, billId: deps.newId() },
      { ...bill, billId: deps.newId(), amountFen: 800 },
    ],
  }
  await tellPayers(deps, body)
  await tellPayers(deps, body)
  deps.world.settle()
  const list = (await callAs(makeApp(deps, routes), account, messagesApi.mine, {})).ok()
  expect(list.items).toHaveLength(1)
  expect(list.items[0]).toMatchObject({ kind: 'bills_published' })
  expect(list.items[0]?.text).toContain('213.85')
})
