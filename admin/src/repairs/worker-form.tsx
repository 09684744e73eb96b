import { repairsApi } from '@linli/shared/repairs/api'
import { Skill } from '@linli/shared/repairs/kinds'
import type { Worker } from '@linli/shared/repairs/views'
import { skillNames } from '@linli/shared/repairs/words'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { areasOf } from './worker-values'
import { WorkerDismiss } from './worker-dismiss'
import { workerWords as words } from './settings-words'

type Values = {
  name: string
  phone?: string
  skills: Skill[]
  areas?: string
  weekdays: number[]
  from?: string
  to?: string
  active: boolean
}

/** What is kept of somebody; version 0 for who has no card yet. */
export type WorkerCard = Pick<
  Worker,
  'personId' | 'name' | 'phoneMasked' | 'skills' | 'areas' | 'shifts' | 'active' | 'version'
>

export const newCard = (personId: string, name: string): WorkerCard => ({
  personId,
  name,
  skills: [],
  areas: [],
  shifts: [],
  active: true,
  version: 0,
})

/** What somebody can do, where and when. Who stops working here is dismissed, which ends their sessions at once. */
export function WorkerForm({ worker, close }: { worker: WorkerCard | undefined; close: () => void }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [leaves, setLeaves] = useState<WorkerCard>()
  const save = useWrite(repairsApi.saveWorker, {
    refreshes: ['repairs.', 'audit.'],
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  const [first] = worker?.shifts ?? []
  const submit = ({ name, phone, skills, areas, weekdays, from, to, active }: Values) =>
    worker &&
    save.mutate({
      communityId,
      personId: worker.personId,
      name,
      ...(filled(phone) && { phone: filled(phone) }),
      skills,
      areas: areasOf(areas),
      shifts: weekdays.map(weekday => ({ weekday, from: from || '08:00', to: to || '17:00' })),
      active,
      version: worker.version,
    })
  return (
    <>
      <FormDialog<Values>
        title={words.title(worker?.name ?? '')}
        open={worker !== undefined}
        close={close}
        action={words.edit}
        busy={save.isPending}
        error={save.error}
        width={640}
        initial={{
          name: worker?.name ?? '',
          skills: worker?.skills ?? [],
          areas: worker?.areas.join('、') ?? '',
          weekdays: worker?.shifts.map(({ weekday }) => weekday) ?? [],
          from: first?.from ?? '08:00',
          to: first?.to ?? '17:00',
          active: worker?.active ?? true,
        }}
        submit={submit}
      >
        <WorkerFields masked={worker?.phoneMasked} />
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{words.activeLabel}</Checkbox>
        </Form.Item>
        {can('identity:manage') && worker && worker.version > 0 && (
          <div>
            <Button
              danger
              type="text"
              onClick={() => {
                setLeaves(worker)
                close()
              }}
            >
              {words.dismiss}
            </Button>
          </div>
        )}
      </FormDialog>
      <WorkerDismiss person={leaves} close={() => setLeaves(undefined)} />
    </>
  )
}

function WorkerFields({ masked }: { masked?: string | undefined }) {
  return (
    <>
      <Form.Item name="name" label={words.columns.name} rules={[needed(words.nameMissing)]}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="phone"
        label={words.columns.phone}
        {...(masked && { extra: `${masked}，${words.phoneHint}` })}
        rules={[fits(repairsApi.saveWorker.input.shape.phone)]}
      >
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="skills" label={words.columns.skills} extra={words.skillsHint} className="form-wide">
        <Checkbox.Group options={Skill.options.map(value => ({ value, label: skillNames[value] }))} />
      </Form.Item>
      <Form.Item name="areas" label={words.columns.areas} extra={words.areasHint} className="form-wide">
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="weekdays" label={words.columns.shifts} extra={words.shiftsHint} className="form-wide">
        <Checkbox.Group options={[1, 2, 3, 4, 5, 6, 7].map(value => ({ value, label: words.weekday(value) }))} />
      </Form.Item>
      <Form.Item name="from" label={words.from}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="to" label={words.to}>
        <Input type="time" />
      </Form.Item>
    </>
  )
}
