import { dunningApi } from '@linli/shared/dunning/api'
import { type DunningPlan, ReminderChannel } from '@linli/shared/dunning/schema'
import { channelNames } from '@linli/shared/dunning/words'
import { Button, Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { dunningWords } from './words'

const words = dunningWords.plan
type Step = { days?: string; channels?: ReminderChannel[] }
type Values = { hour: number; quietFrom: string; quietTo: string; steps: Step[] }
type Props = { plan: DunningPlan; open: boolean; close: () => void }

const hours = Array.from({ length: 13 }, (_, i) => i + 8)

/** The steps by days, each with its channels in the order in which they were chosen. */
export function PlanForm({ plan, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(dunningApi.savePlan, {
    refreshes: ['dunning.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const submit = ({ steps, ...values }: Values) =>
    save.mutate({
      communityId,
      ...values,
      version: plan.version,
      steps: steps.map(({ days, channels = [] }) => ({ days: Number(days), channels })),
    })
  return (
    <FormDialog<Values>
      title={words.editTitle}
      open={open}
      close={close}
      action={words.save}
      busy={save.isPending}
      error={save.error}
      width={720}
      initial={{
        hour: plan.hour,
        quietFrom: plan.quietFrom,
        quietTo: plan.quietTo,
        steps: plan.steps.map(({ days, channels }) => ({ days: String(days), channels })),
      }}
      submit={submit}
    >
      <Form.Item name="hour" label={words.hour}>
        <Select options={hours.map(value => ({ value, label: `${value}:00` }))} />
      </Form.Item>
      <Form.Item label={words.quiet}>
        <div className="bar">
          <Form.Item name="quietFrom" noStyle>
            <Input type="time" aria-label={words.quiet} />
          </Form.Item>
          <Form.Item name="quietTo" noStyle>
            <Input type="time" aria-label={words.quiet} />
          </Form.Item>
        </div>
      </Form.Item>
      <Form.List name="steps">
        {(fields, { add, remove }) => (
          <div className="form-wide stack">
            {fields.map(({ key, name }) => (
              <StepFields key={key} name={name} remove={fields.length > 1 ? () => remove(name) : undefined} />
            ))}
            <Button onClick={() => add({ channels: ['wechat'] })} disabled={fields.length >= 12}>
              {words.addStep}
            </Button>
          </div>
        )}
      </Form.List>
    </FormDialog>
  )
}

const isDays = (text = '') => /^-?\d{1,4}$/.test(text) && Number(text) >= -30 && Number(text) <= 1095

function StepFields({ name, remove }: { name: number; remove: (() => void) | undefined }) {
  return (
    <div className="dunning-step">
      <Form.Item
        name={[name, 'days']}
        label={words.daysLabel}
        rules={[
          {
            validator: (_, text?: string) =>
              isDays(text) ? Promise.resolve() : Promise.reject(new Error(words.daysBad)),
          },
        ]}
      >
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item
        name={[name, 'channels']}
        label={words.channels}
        rules={[{ required: true, type: 'array', min: 1, message: words.channelsMissing }]}
      >
        <Select
          mode="multiple"
          options={ReminderChannel.options.map(value => ({ value, label: channelNames[value] }))}
        />
      </Form.Item>
      <Button disabled={!remove} onClick={remove} aria-label={words.removeStep(String(name + 1))}>
        ×
      </Button>
    </div>
  )
}
