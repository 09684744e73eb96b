import { importsApi } from '@linli/shared/imports/api'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { Form, type FormRule, Input, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { checkedRule, newRuleId, type RuleDraft } from './rule-draft'
import { placeWords } from './place-words'

const words = placeWords.form
const kinds = ['prefix', 'building', 'pattern', 'alias', 'not_a_room'] as const

type Props = { draft: RuleDraft | undefined; rules: readonly PlaceRule[]; close: () => void }

/** Writes or changes a rule; the sentence beneath says what it will do. */
export function RuleForm({ draft, rules, close }: Props) {
  const { communityId } = usePlace()
  const [newId, setNewId] = useState(newRuleId)
  const put = useWrite(importsApi.putRule, {
    refreshes: ['imports.listRules'],
    onDone: () => {
      setNewId(newRuleId())
      close()
    },
  })
  return (
    <FormDialog<RuleDraft>
      title={draft?.ruleId ? words.title.edit : words.title.add}
      open={draft !== undefined}
      close={close}
      action={words.save}
      busy={put.isPending}
      error={put.error}
      initial={draft ?? {}}
      submit={({ kind, from, to }) =>
        put.mutate({
          communityId,
          ruleId: draft?.ruleId ?? newId,
          kind,
          from: from.trim(),
          to: kind === 'not_a_room' ? '' : to.trim(),
        })
      }
    >
      <Fields ruleId={draft?.ruleId} rules={rules} />
    </FormDialog>
  )
}

function Fields({ ruleId, rules }: { ruleId: string | undefined; rules: readonly PlaceRule[] }) {
  const form = Form.useFormInstance<RuleDraft>()
  const kind = Form.useWatch('kind', form) ?? 'prefix'
  const from = Form.useWatch('from', form) ?? ''
  const to = Form.useWatch('to', form) ?? ''
  const { sentence } = checkedRule({ ruleId, kind, from, to }, rules)
  const problemAt = (path: 'from' | 'to'): FormRule => ({
    validator: () => {
      const { problem } = checkedRule({ ruleId, ...form.getFieldsValue(true) }, rules)
      return problem?.path === path ? Promise.reject(new Error(problem.message)) : Promise.resolve()
    },
  })
  return (
    <>
      <Form.Item name="kind" label={words.kind} className="form-wide">
        <Select options={kinds.map(value => ({ value, label: words.kinds[value] }))} />
      </Form.Item>
      <Form.Item
        name="from"
        label={words.from}
        extra={words.fromHints[kind]}
        className={kind === 'not_a_room' ? 'form-wide' : ''}
        dependencies={['kind', 'to']}
        rules={[needed(words.from), problemAt('from')]}
      >
        <Input maxLength={60} />
      </Form.Item>
      {kind !== 'not_a_room' && (
        <Form.Item
          name="to"
          label={words.to}
          extra={words.toHints[kind]}
          dependencies={['kind', 'from']}
          rules={[problemAt('to')]}
        >
          <Input maxLength={400} />
        </Form.Item>
      )}
      <p className="form-wide hint" role="status">
        {sentence && `${words.sentence}${sentence}`}
      </p>
    </>
  )
}
