import { ulid } from '@linli/shared/ids'
import { formatTime } from '@linli/shared/time'
import type { Gate, VisitorSettings } from '@linli/shared/visitors/schema'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { FormDialog } from '../kit/form-dialog'
import '../kit/form.css'
import { Card } from '../kit/page'
import { filled, needed } from '../kit/rules'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const refreshes = ['visitors.', 'audit.']
const { gates: words, settings: setting } = visitorWords

/** The gates that guards can be on, and how visitors are handled. */
export function GatesAndSettings() {
  const { communityId } = usePlace()
  const settings = useRead(visitorDeskApi.getSettings, { communityId })
  return (
    <>
      <Gates />
      <Card title={setting.title}>
        {settings.data ? (
          <SettingsForm key={settings.data.version} settings={settings.data} />
        ) : settings.error ? (
          <Failed error={settings.error} retry={settings.refetch} />
        ) : (
          <Skeleton rows={4} />
        )}
      </Card>
    </>
  )
}

function Gates() {
  const { communityId, can } = usePlace()
  const list = useRead(visitorDeskApi.listGates, { communityId })
  const [edited, setEdited] = useState<Partial<Gate>>()
  const [freed, setFreed] = useState<Gate>()
  const toast = useToast()
  const free = useWrite(visitorDeskApi.freeGate, {
    refreshes,
    onDone: () => {
      toast(words.freed)
      setFreed(undefined)
    },
  })
  const mayChange = can('visitors:manage')
  return (
    <Card title={words.title}>
      {list.error && <Failed error={list.error} retry={list.refetch} />}
      {list.isPending && <Skeleton rows={2} />}
      {list.data?.items.length === 0 && <p className="hint">{words.none}</p>}
      <div className="stack">
        {list.data?.items.map(gate => (
          <div className="bar" key={gate.gateId}>
            <strong>{gate.name}</strong>
            <Tag tone={gate.active ? 'ok' : 'closed'}>{gate.active ? words.active : words.inactive}</Tag>
            {gate.deviceId && <span className="hint">{`${words.device} ${gate.deviceId}`}</span>}
            {gate.lease && <span>{words.onDuty(gate.lease.personName, formatTime(gate.lease.until))}</span>}
            {mayChange && <Button onClick={() => setEdited(gate)}>{words.edit}</Button>}
            {mayChange && gate.lease && <Button onClick={() => setFreed(gate)}>{words.free}</Button>}
          </div>
        ))}
        {mayChange && (
          <span>
            <Button type="primary" onClick={() => setEdited({ active: true })}>
              {words.add}
            </Button>
          </span>
        )}
      </div>
      <ConfirmDialog
        title={words.free}
        open={freed !== undefined}
        close={() => setFreed(undefined)}
        action={words.free}
        busy={free.isPending}
        error={free.error}
        needsReason
        confirm={reason => freed && free.mutate({ communityId, gateId: freed.gateId, reason })}
      >
        <p>{words.freeLine}</p>
      </ConfirmDialog>
      {edited && <GateForm gate={edited} close={() => setEdited(undefined)} />}
    </Card>
  )
}

type GateValues = { name: string; deviceId?: string; active: boolean }

function GateForm({ gate, close }: { gate: Partial<Gate>; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [newId] = useState(() => ulid(Date.now(), crypto.getRandomValues(new Uint8Array(10))))
  const save = useWrite(visitorDeskApi.saveGate, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  const submit = ({ name, active, ...typed }: GateValues) => {
    const deviceId = filled(typed.deviceId)
    const of = { communityId, gateId: gate.gateId ?? newId, version: gate.version ?? 0 }
    save.mutate({ ...of, name, active, ...(deviceId && { deviceId }) })
  }
  return (
    <FormDialog<GateValues>
      title={gate.gateId ? words.edit : words.add}
      open
      close={close}
      action={words.save}
      busy={save.isPending}
      error={save.error}
      initial={gate}
      submit={submit}
    >
      <Form.Item name="name" label={words.name} rules={[needed(words.nameMissing)]}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      <Form.Item name="deviceId" label={words.device} extra={words.deviceHint}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{words.active}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}

const numbers = [
  { name: 'longestDays', least: 1, most: 90 },
  { name: 'longestRegularDays', least: 1, most: 366 },
  { name: 'waitMinutes', least: 1, most: 30 },
  { name: 'keepDays', least: 30, most: 365 },
] as const

function SettingsForm({ settings }: { settings: VisitorSettings }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [draft, setDraft] = useState(settings)
  const save = useWrite(visitorDeskApi.saveSettings, { refreshes, onDone: () => toast(setting.done) })
  const mayChange = can('visitors:manage')
  return (
    <div className="stack">
      {numbers.map(({ name, least, most }) => (
        <div className="field" key={name}>
          <label htmlFor={name}>{setting[name]}</label>
          <InputNumber
            id={name}
            min={least}
            max={most}
            precision={0}
            disabled={!mayChange}
            value={draft[name]}
            onChange={value => setDraft(last => ({ ...last, [name]: value ?? last[name] }))}
          />
        </div>
      ))}
      <Refusal error={save.error} />
      {mayChange && (
        <span>
          <Button type="primary" disabled={save.isPending} onClick={() => save.mutate({ communityId, ...draft })}>
            {setting.save}
          </Button>
        </span>
      )}
    </div>
  )
}
