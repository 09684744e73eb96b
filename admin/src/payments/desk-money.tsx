import { channelNames, DeskChannel, OnlineChannel } from '@linli/shared/payments/schema'
import { Button, Input, type InputRef, Segmented } from 'antd'
import { type FormEvent, type ReactNode, type RefObject, useId, useState } from 'react'
import { ApiError } from '../api-client'
import { Refusal } from '../kit/banner'
import { today, yuan } from '../kit/format'
import { Card } from '../kit/page'
import { changeOf, problemOf } from './desk-money-values'
import { DeskQrDialog } from './desk-qr'
import { deskWords as words, scanWords } from './desk-words'
import type { Desk, Despite } from './use-desk'
import { useDeskQr } from './use-desk-qr'

/** The right side of the counter: how much, how it is paid, the change in large figures, one button. */
export function DeskMoney({ desk, first }: { desk: Desk; first: RefObject<InputRef> }) {
  const { money, totalFen, collecting } = desk
  const { channel } = money
  const chosen = desk.rows.filter(row => row.chosen)
  const entities = new Set(chosen.map(row => row.bill.entityId)).size
  const problem = problemOf(money, { count: chosen.length, entities, totalFen, sumProblem: desk.sumProblem })
  // Both may be true of the same money: who said yes to one is not asked again.
  const [said, setSaid] = useState<Despite>({})
  const again = (more: Despite) => {
    const despite = { ...said, ...more }
    setSaid(despite)
    desk.collect(despite)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSaid({})
    if (!problem && !collecting.isPending) desk.collect()
  }
  const field = (label: string, name: 'number' | 'paidBy' | 'tendered' | 'paidOn', more: object = {}) => (
    <Field label={label}>
      {id => (
        <Input
          id={id}
          size="large"
          value={money[name]}
          onChange={event => desk.setMoney({ [name]: event.target.value })}
          {...more}
        />
      )}
    </Field>
  )
  return (
    <Card>
      <form className="stack-small" onSubmit={submit}>
        <Sum desk={desk} />
        <Segmented<DeskChannel>
          block
          aria-label={words.channel}
          className="bar-segment desk-channel"
          value={channel}
          options={DeskChannel.options.map(value => ({ value, label: channelNames[value] }))}
          onChange={value => desk.setMoney({ channel: value })}
        />
        {channel === 'cash' ? (
          field(words.tendered, 'tendered', {
            ref: first,
            inputMode: 'decimal',
            prefix: '¥',
            placeholder: desk.sumText,
          })
        ) : (
          <>
            {field(words.number[channel], 'number', { ref: first, maxLength: 40, autoComplete: 'off' })}
            {field(words.paidOn, 'paidOn', { type: 'date', max: today() })}
            <p className="hint small">{words.paidOnHint}</p>
          </>
        )}
        {field(words.paidBy, 'paidBy', { maxLength: 60 })}
        {channel === 'cash' && <Change changeFen={changeOf(money, totalFen)} />}
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          loading={collecting.isPending}
          disabled={collecting.isPending || problem !== undefined}
        >
          {words.collect(totalFen === undefined ? '' : yuan(totalFen))}
        </Button>
        {problem && <p className="hint">{problem}</p>}
        <Scan desk={desk} />
        <Refusal error={collecting.error} />
        {isAtBank(collecting.error) && (
          <Button block danger onClick={() => again({ despiteBank: true })}>
            {words.despiteBank}
          </Button>
        )}
        {isUsed(collecting.error) && (
          <Button block danger onClick={() => again({ despiteNumber: true })}>
            {words.despiteNumber}
          </Button>
        )}
      </form>
    </Card>
  )
}

/** 扫码收款: one button for each channel that all chosen bills can be paid by. It is today's money, whatever is typed above. */
function Scan({ desk }: { desk: Desk }) {
  const qr = useDeskQr(desk, desk.taken)
  const { totalFen, sumProblem, money } = desk
  const chosen = desk.rows.filter(row => row.chosen)
  const channels = OnlineChannel.options.filter(
    channel =>
      chosen.length > 0 &&
      chosen.every(({ bill }) =>
        desk.rooms.some(({ scan }) => scan.some(each => each.entityId === bill.entityId && each.channel === channel)),
      ),
  )
  const entities = new Set(chosen.map(({ bill }) => bill.entityId)).size
  const isReady = entities === 1 && !sumProblem && (totalFen ?? 0) > 0 && Boolean(money.paidBy?.trim())
  const isToday = money.channel === 'cash' || money.paidOn === '' || money.paidOn === today()
  return (
    <>
      {channels.map(channel => (
        <Button key={channel} size="large" block disabled={!isReady || !isToday} onClick={() => qr.show(channel)}>
          {scanWords.open(channelNames[channel])}
        </Button>
      ))}
      {channels.length > 0 && !isToday && <p className="hint small">{scanWords.notToday}</p>}
      <DeskQrDialog qr={qr} />
    </>
  )
}

const isUsed = (error: unknown) => error instanceof ApiError && error.code === 'payments.number_used'
const isAtBank = (error: unknown) => error instanceof ApiError && error.code === 'payments.at_bank'

/** The sum of all that is ticked; typed over, the oldest bills get theirs first. */
function Sum({ desk }: { desk: Desk }) {
  const { dueFen, totalFen } = desk
  const left = totalFen === undefined ? 0 : dueFen - totalFen
  return (
    <>
      <Field label={words.sum}>
        {id => (
          <Input
            id={id}
            size="large"
            inputMode="decimal"
            className="desk-sum"
            prefix="¥"
            value={desk.sumText}
            status={desk.sumProblem ? 'error' : ''}
            onFocus={event => event.target.select()}
            onChange={event => desk.typeSum(event.target.value)}
          />
        )}
      </Field>
      <p className="hint figure">{left > 0 ? words.part(yuan(left)) : words.dueSum(yuan(dueFen))}</p>
    </>
  )
}

/** What goes back over the counter, to be read from where the payer stands. */
export function Change({ changeFen }: { changeFen: number | undefined }) {
  const isShort = changeFen !== undefined && changeFen < 0
  return (
    <p className={`desk-change figure${isShort ? ' desk-short' : ''}`} role="status">
      <span>{isShort ? words.short : words.change}</span>
      <strong>{changeFen === undefined ? '' : yuan(Math.abs(changeFen))}</strong>
    </p>
  )
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
