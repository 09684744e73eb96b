import { formatYuan, parseYuan } from '@linli/shared/money'
import { deskApi, type DeskRoom } from '@linli/shared/payments/desk-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import { useState } from 'react'
import { mayBeDone } from '../api-client'
import { useUrlState } from '../kit/url-state'
import { useReads, useWrite } from '../queries'
import { usePlace } from '../session'
import { dueOf, leftOutAtFirst, rowsOf, totalOf, type Typed, withSum } from './desk-basket'
import { type Money, moneyOf, noMoney } from './desk-money-values'

/** What stands on the counter: households, what each bill gets, how it is paid, and what was taken. */
export function useDesk() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const roomIds = (url.get('room') ?? '').split('.').filter(Boolean)
  const issued = url.get('bill') || undefined
  const [typed, setTyped] = useState<Typed>({})
  const [sumText, setSumText] = useState<string>()
  const [money, setMoney] = useState<Money>(noMoney)
  const [done, setDone] = useState<OfficeOrder>()
  const on = money.channel === 'cash' || money.paidOn === '' ? undefined : money.paidOn
  const reads = useReads(
    deskApi.deskRoom,
    roomIds.map(roomId => ({ communityId, roomId, on, billId: issued })),
  )
  const rooms: DeskRoom[] = reads.flatMap(({ data }) => data ?? [])
  const bills = rooms.flatMap(room => room.bills)
  const byHand: Typed = { ...leftOutAtFirst(bills), ...typed }
  const all = withSum(bills, byHand, sumText)
  const rows = rowsOf(bills, all)
  const totalFen = totalOf(rows)
  const payer = rooms[0]?.bills[0]?.payer.name ?? rooms[0]?.residents[0]?.personName ?? ''
  const filled = { ...money, paidBy: money.paidBy ?? payer }
  const collecting = useWrite(deskApi.collect, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: setDone,
  })

  /** The ticked bills, each with what the clerk saw and what it gets. */
  const chosen = () => ({
    communityId,
    bills: rooms.flatMap(({ room, bills: own }) =>
      rowsOf(own, all)
        .filter(row => row.chosen)
        .map(({ bill, fen = 0 }) => ({
          roomId: room.roomId,
          billId: bill.billId,
          dueFen: wholeDue(bill),
          amountFen: fen,
        })),
    ),
  })
  const show = (ids: string[]) => url.set({ room: ids.join('.') })
  const forget = () => {
    setTyped({})
    setSumText(undefined)
    setMoney(noMoney)
    setDone(undefined)
    collecting.reset()
  }
  return {
    reads,
    rooms,
    rows,
    typed: all,
    totalFen,
    /** Of all that the clerk has ticked, also what a smaller sum leaves out. */
    dueFen: dueOf(rowsOf(bills, byHand)),
    money: filled,
    done,
    taken: setDone,
    collecting,
    /** The same as a code asks for it. */
    asked: () => ({ ...chosen(), paidBy: filled.paidBy.trim() }),
    sumText: sumText ?? (totalFen === undefined ? '' : formatYuan(totalFen)),
    sumProblem: sumText !== undefined && parseYuan(sumText) !== totalFen,
    isEmpty: roomIds.length === 0,
    setMoney: (change: Partial<Money>) => setMoney(before => ({ ...before, ...change })),
    drop: (roomId: string) => show(roomIds.filter(id => id !== roomId)),
    pick: (roomId: string) => {
      if (done) forget()
      show([...new Set([...(done ? [] : roomIds), roomId])])
    },
    next: () => {
      forget()
      url.set({ room: '', bill: undefined })
    },
    /** `undefined` ticks a bill again, in full. */
    type: (billId: string, text: string | false | undefined) => {
      setSumText(undefined)
      setTyped({ ...all, [billId]: text })
    },
    typeSum: setSumText,
    /** What the clerk was told of, and takes the money all the same: a bank debits these bills, the slip was taken that day. */
    collect: (despite: Despite = {}) =>
      collecting.mutate(
        {
          ...chosen(),
          ...moneyOf(filled),
          ...despite,
        },
        // What the clerk sees next is what is due now; but what may have been taken is asked for again as it stands.
        {
          onError: error => {
            if (!mayBeDone(error)) void Promise.all(reads.map(read => read.refetch()))
          },
        },
      ),
  }
}
export type Desk = ReturnType<typeof useDesk>
export type Despite = { despiteBank?: true; despiteNumber?: true }
