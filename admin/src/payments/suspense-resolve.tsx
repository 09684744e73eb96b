import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { type HeldTrade, SuspenseWay, suspenseWayNames, waysOf } from '@linli/shared/payments/suspense-schema'
import { Button, Input, type InputRef, Radio } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { DeskSearch } from './desk-search'
import { SuspenseBills, useSuspenseBills } from './suspense-bills'
import { suspenseWords as words } from './suspense-words'

type Props = { held: HeldTrade | undefined; close: () => void }

/** Asks what becomes of held money: whose it is, or that it goes back; always with a reason. */
export function SuspenseResolve({ held, close }: Props) {
  const { communityId } = usePlace()
  const [chosen, setChosen] = useState<SuspenseWay>()
  const [roomId, setRoomId] = useState<string>()
  const [number, setNumber] = useState('')
  const ways = held ? waysOf(held) : []
  const how = chosen && ways.includes(chosen) ? chosen : ways[0]
  const needsRoom = how === 'prepaid' || how === 'to_bills'
  const write = useWrite(reconciliationApi.resolveSuspense, {
    refreshes: ['payments.', 'insight.', 'billing.', 'audit.'],
    onDone: close,
  })
  useEffect(() => {
    setChosen(undefined)
    setRoomId(undefined)
    setNumber('')
  }, [held])
  const given = useSuspenseBills(held, how === 'to_bills' ? roomId : undefined)
  const isBills = how === 'to_bills'
  const isWrong = isBills && (given.chosen.length === 0 || given.restFen === undefined || given.restFen < 0)
  const isShort = how === 'returned' && number.trim().length < 4
  const pickRoom = (id: string | undefined) => {
    given.forget()
    setRoomId(id)
  }
  const confirm = (reason: string) => {
    if (!held || !how) return
    const { channel, transactionId } = held
    const more = {
      ...(needsRoom && { roomId }),
      ...(isBills && { bills: given.chosen }),
      ...(how === 'returned' && { number: number.trim() }),
    }
    write.mutate({ communityId, channel, transactionId, how, reason, ...more })
  }
  return (
    <ConfirmDialog
      title={words.title}
      open={held !== undefined}
      close={close}
      action={how ? `${suspenseWayNames[how]}${held?.suspenseFen ? ` ${yuan(held.suspenseFen)}` : ''}` : words.resolve}
      needsReason
      blocked={(needsRoom && roomId === undefined) || isWrong || isShort}
      busy={write.isPending}
      error={write.error}
      confirm={confirm}
    >
      <Radio.Group
        aria-label={words.how}
        value={how}
        onChange={event => setChosen(SuspenseWay.parse(event.target.value))}
        options={ways.map(way => ({ value: way, label: suspenseWayNames[way] }))}
      />
      {how && <p className="hint">{words.lines[how]}</p>}
      {needsRoom && <Room roomId={roomId} pick={pickRoom} />}
      {isBills && roomId !== undefined && <SuspenseBills of={given} />}
      {how === 'returned' && <Number value={number} change={setNumber} />}
    </ConfirmDialog>
  )
}

function Room({ roomId, pick }: { roomId: string | undefined; pick: (roomId: string | undefined) => void }) {
  const { communityId } = usePlace()
  const field = useRef<InputRef>(null)
  const room = useRead(deskApi.deskRoom, { communityId, roomId: roomId ?? '' }, { enabled: roomId !== undefined })
  if (roomId === undefined) return <DeskSearch field={field} pick={pick} />
  return (
    <div className="bar">
      <strong>{words.chosenRoom(room.data?.room.code ?? '')}</strong>
      <Button size="small" onClick={() => pick(undefined)}>
        {words.changeRoom}
      </Button>
    </div>
  )
}

function Number({ value, change }: { value: string; change: (value: string) => void }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.number}</label>
      <Input id={id} value={value} maxLength={64} onChange={event => change(event.target.value)} />
    </div>
  )
}
