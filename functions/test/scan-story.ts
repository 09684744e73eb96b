import { deskApi } from '@linli/shared/payments/desk-api'
import { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import { doorQrApi } from '@linli/shared/payments/door-qr-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { callAs, type Caller } from './call'
import type { Channel } from './channel'
import type { Act, Recorder } from './records'

type World = {
  channel: Channel
  record: Recorder
  office: Caller
  at: { communityId: string; roomId: string; billId: string }
}

/** 扫码收款: one code that is taken back, one that is paid unheard of; both for a little of the bill. */
export async function scanStory(desk: Act, { channel, record, office, at }: World): Promise<void> {
  const { gateway, deps } = channel
  const { communityId, roomId, billId } = at
  const show = async () => {
    deps.world.settle()
    const { bills } = (await callAs(record.app, office, deskApi.deskRoom, { communityId, roomId })).ok()
    const view = bills.find(bill => bill.billId === billId)
    const asked = { roomId, billId, dueFen: view ? wholeDue(view) : 0, amountFen: 100 }
    return desk(deskQrApi.createDeskQr, { communityId, channel: 'wechat', bills: [asked], paidBy: '女儿' })
  }
  const { order } = await show()
  await desk(deskQrApi.closeDeskQr, { communityId, orderId: order.orderId })
  const paid = await show()
  gateway.control.fault({ kind: 'drop', match: paid.order.orderId, count: 9 })
  await gateway.control.scan({ codeUrl: paid.codeUrl, user: 'daughter' })
  await record.call(office, deskQrApi.checkDeskQr, { communityId, orderId: paid.order.orderId })
}

/** 上门收款: the same for the bill of a repair, on the phone of whoever did it. */
export async function doorStory(
  desk: Act,
  { channel, record, office }: Omit<World, 'at'>,
  order: { communityId: string; repairId: string },
): Promise<void> {
  const { gateway } = channel
  const show = async () => {
    const { code } = await desk(doorQrApi.createDoorQr, { ...order, channel: 'wechat' })
    if (!code) throw new Error('it is paid already')
    return code
  }
  await desk(doorQrApi.closeDoorQr, { ...order, orderId: (await show()).orderId })
  const { orderId, codeUrl } = await show()
  gateway.control.fault({ kind: 'drop', match: orderId, count: 9 })
  await gateway.control.scan({ codeUrl, user: 'daughter' })
  await record.call(office, doorQrApi.checkDoorQr, { ...order, orderId })
}
