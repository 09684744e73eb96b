import { bankApi } from '@linli/shared/payments/bank-api'
import { Button, Form, Input } from 'antd'
import { useRef, useState } from 'react'
import { ApiError } from '../api-client'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { today } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { mandateWords as words } from './bank-words'
import { pastedRows, type PastedRow } from './mandate-paste'

type Values = Omit<PastedRow, 'to'> & { to?: string }
const refreshes = ['payments.', 'audit.']
const atOnce = 100

/** 登记代扣协议 of one household. */
export function MandateAdd({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [refused, setRefused] = useState<string>()
  const save = useWrite(bankApi.saveMandates, {
    refreshes,
    onDone: ({ saved, unchanged, refused: [first] }) => {
      setRefused(first?.message)
      if (first) return
      toast(words.saved(saved, unchanged))
      close()
    },
  })
  const field = (name: keyof Values, label: string, more: object = {}) => (
    <Form.Item name={name} label={label} rules={[needed(words.missing)]}>
      <Input maxLength={60} {...more} />
    </Form.Item>
  )
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.save}
      busy={save.isPending}
      error={save.error ?? (refused && new ApiError('payments.mandate', refused))}
      initial={{ from: today() }}
      submit={({ to, ...row }) =>
        save.mutate({ communityId, rows: [{ ...row, ...(filled(to) && { to: filled(to) }) }] })
      }
    >
      <Form.Item name="roomCode" label={words.columns.room} extra={words.roomHint} rules={[needed(words.missing)]}>
        <Input maxLength={40} placeholder="3-2-1501" />
      </Form.Item>
      {field('accountName', words.columns.name)}
      {field('bank', words.columns.bank)}
      <Form.Item name="account" label={words.account} extra={words.accountHint} rules={[needed(words.missing)]}>
        <Input maxLength={40} inputMode="numeric" autoComplete="off" />
      </Form.Item>
      {field('agreementNumber', words.columns.number)}
      {field('from', words.from, { type: 'date' })}
      <Form.Item name="to" label={words.to}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  )
}

/** Many at once, out of a spreadsheet; what could not be kept stays with its row and sentence. */
export function MandatePaste({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string[]>([])
  const [problem, setProblem] = useState<unknown>()
  const save = useWrite(bankApi.saveMandates, { refreshes })
  const { rows, bad } = pastedRows(text)
  const shut = () => {
    setText('')
    setRefused([])
    setProblem(undefined)
    close()
  }
  const send = async () => {
    const wrong = bad.map(words.badRow)
    let [saved, unchanged] = [0, 0]
    try {
      for (let at = 0; at < rows.length; at += atOnce) {
        const some = rows.slice(at, at + atOnce)
        const answer = await save.mutateAsync({ communityId, rows: some.map(({ value }) => value) })
        saved += answer.saved
        unchanged += answer.unchanged
        for (const { row, message } of answer.refused) wrong.push(words.refusedRow(some[row - 1]?.row ?? row, message))
      }
    } catch (error) {
      setProblem(error)
      return
    }
    toast(words.saved(saved, unchanged))
    setRefused(wrong)
    setText('')
    if (wrong.length === 0) shut()
  }
  return (
    <ConfirmDialog
      title={words.pasteTitle}
      open={open}
      close={shut}
      action={words.pasteSave(rows.length)}
      busy={save.isPending}
      error={problem}
      blocked={rows.length === 0}
      confirm={() => void send()}
    >
      <p>{words.pasteLine}</p>
      <p className="hint">{words.pasteColumns}</p>
      <Input.TextArea
        aria-label={words.pasteLabel}
        rows={8}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <input
        ref={file}
        type="file"
        accept=".csv,.txt"
        hidden
        aria-label={words.chooseCsv}
        onChange={event => {
          const [chosen] = event.target.files ?? []
          void chosen?.arrayBuffer().then(bytes => setText(decoded(bytes)))
          event.target.value = ''
        }}
      />
      <div className="bar">
        <Button size="small" onClick={() => file.current?.click()}>
          {words.chooseCsv}
        </Button>
      </div>
      {text !== '' && rows.length === 0 && <Banner tone="due">{words.nothing}</Banner>}
      {text !== '' && bad.length > 0 && <Banner tone="due">{words.badRow(bad[0] ?? 0)}</Banner>}
      {refused.length > 0 && (
        <Banner tone="danger">
          {words.refused}
          <ul>
            {refused.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Banner>
      )}
    </ConfirmDialog>
  )
}

/** A .csv that Excel saved here is GBK unless it says otherwise. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
