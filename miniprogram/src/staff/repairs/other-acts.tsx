import { PauseReason } from '@linli/shared/repairs/schema'
import { pauseReasonNames } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Choice } from '../../kit/choice'
import { PickField } from '../../kit/field'
import { LongField } from '../../kit/long-field'
import { Sheet } from '../../kit/sheet'
import type { ActName } from '../outbox/entry'
import { actWords, staffWords as words } from '../words'
import type { OfOrder } from './order-screen'
import { act } from './use-order-acts'
import { useWorkbench } from './workbench'

type Other = Extract<ActName, 'pause' | 'handBack' | 'transfer' | 'noteOnSite'>

const given = ['assigned', 'transferred']

/** 暂停, 退回, 转给同事, 备注: each asks why, in words. */
export function OtherActs({ order, staff, entries, doing }: OfOrder) {
  const [open, setOpen] = useState<Other>()
  const [text, setText] = useState('')
  const [reason, setReason] = useState<PauseReason>('parts')
  const [whom, setWhom] = useState<string>()
  const { data } = useWorkbench(staff.communityId)
  const isOn = order.state === 'in_progress' || order.state === 'paused'
  const offered: Other[] = [
    ...(order.state === 'in_progress' ? (['pause'] as const) : []),
    ...(isOn || given.includes(order.state) ? (['handBack', 'transfer'] as const) : []),
    'noteOnSite',
  ]
  const inputs: Record<Other, Record<string, unknown>> = {
    pause: { reason, ...(text.trim() && { note: text }) },
    handBack: { reason: text },
    transfer: { personId: whom, reason: text },
    noteOnSite: { text, internal: false },
  }
  const isReady = open === 'pause' || (text.trim() !== '' && (open !== 'transfer' || whom !== undefined))
  const send = (name: Other) => {
    setOpen(undefined)
    setText('')
    doing.run(name, () => act(order, name, { input: inputs[name], waits: entries.length > 0 }))
  }
  return (
    <View className="ll-buttons">
      {offered.map(name => (
        <Button key={name} kind="plain" onTap={() => setOpen(name)}>
          {actWords[name]}
        </Button>
      ))}
      {open ? (
        <Sheet open title={actWords[open]} onClose={() => setOpen(undefined)}>
          {open === 'pause' ? (
            <Choice
              form="chips"
              options={PauseReason.options.map(value => ({ value, name: pauseReasonNames[value] }))}
              value={reason}
              onChange={setReason}
            />
          ) : null}
          {open === 'transfer' ? (
            <PickField
              label={words.whom}
              options={(data?.colleagues ?? []).map(({ personId, name }) => ({ value: personId, name }))}
              value={whom}
              onChange={setWhom}
            />
          ) : null}
          <LongField
            label={open === 'handBack' || open === 'transfer' ? words.why : words.note}
            value={text}
            onChange={setText}
            maxLength={500}
          />
          <Button wide disabled={!isReady} onTap={() => send(open)}>
            {actWords[open]}
          </Button>
        </Sheet>
      ) : null}
    </View>
  )
}
