import { deskApi } from '@linli/shared/payments/desk-api'
import type { HeldTrade } from '@linli/shared/payments/suspense-schema'
import { beijingDate } from '@linli/shared/time'
import { formatYuan } from '@linli/shared/money'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { useState } from 'react'
import { yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { DeskBillTable } from './desk-bills'
import { leftOutAtFirst, type Row, rowsOf, totalOf, type Typed, withSum } from './desk-basket'
import { suspenseWords as words } from './suspense-words'

/**
 * The open bills of a room, and what each gets of held money: the oldest first until it is used up, or as somebody types.
 * Late fees count to the day on which the channel took it.
 */
export function useSuspenseBills(held: HeldTrade | undefined, roomId: string | undefined) {
  const { communityId } = usePlace()
  const [typed, setTyped] = useState<Typed>()
  const { suspenseFen = 0, at = '', valueDate } = held ?? {}
  const on = valueDate ?? (at && beijingDate(at))
  const room = useRead(
    deskApi.deskRoom,
    { communityId, roomId: roomId ?? '', on: on || undefined },
    { enabled: roomId !== undefined && held !== undefined },
  )
  const bills = room.data?.bills ?? []
  const rows = rowsOf(bills, typed ?? withSum(bills, leftOutAtFirst(bills), formatYuan(suspenseFen)))
  const usedFen = totalOf(rows)
  return {
    room,
    rows,
    restFen: usedFen === undefined ? undefined : suspenseFen - usedFen,
    type: (billId: string, text: string | false | undefined) =>
      setTyped({
        ...Object.fromEntries(rows.map(({ bill, chosen, text: now }) => [bill.billId, chosen ? now : false])),
        [billId]: text,
      }),
    forget: () => setTyped(undefined),
    chosen: rows
      .filter(row => row.chosen)
      .map(({ bill, fen = 0 }) => ({
        roomId: roomId ?? '',
        billId: bill.billId,
        dueFen: wholeDue(bill),
        amountFen: fen,
      })),
  }
}

type Props = { of: ReturnType<typeof useSuspenseBills> }

/** Which bills held money pays, and what is left over. */
export function SuspenseBills({ of: { room, rows, restFen, type } }: Props) {
  if (!room.data) return room.error ? <Failed error={room.error} retry={room.refetch} /> : <Skeleton rows={3} />
  if (rows.length === 0) return <p className="hint">{words.noBills}</p>
  return (
    <>
      <DeskBillTable rows={rows} code={room.data.room.code} type={type} />
      <p className={restFen !== undefined && restFen < 0 ? 'field-wrong' : 'hint'} role="status">
        {restLine(rows, restFen)}
      </p>
    </>
  )
}

function restLine(rows: Row[], restFen: number | undefined): string {
  if (restFen === undefined) return words.wrongAmount
  if (restFen < 0) return words.tooMuch(yuan(-restFen))
  if (!rows.some(row => row.chosen)) return words.chooseBills
  return restFen > 0 ? words.rest(yuan(restFen)) : words.noRest
}
