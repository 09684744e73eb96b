import { repairsApi } from '@linli/shared/repairs/api'
import { reopenDays } from '@linli/shared/repairs/guards'
import { RevisitOutcome } from '@linli/shared/repairs/revisit'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { revisitOutcomeNames } from '@linli/shared/repairs/words'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { revisitWords as words } from './show-words'

type Values = { outcome: RevisitOutcome; words: string }

/** 电话回访: how it was; who is not satisfied has the order opened again while that may be. */
export function RevisitDialog({ repair, open, close }: { repair: RepairDetail; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const { number, repairId, contactPhone, may } = repair
  const save = useWrite(repairsApi.revisit, {
    refreshes,
    onDone: after => {
      toast(after.state === 'returned' ? words.reopened : words.done)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title(number)}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{ outcome: 'satisfied' }}
      submit={said => save.mutate({ communityId, repairId, outcome: said.outcome, words: said.words.trim() })}
    >
      <p className="hint form-wide">{may.includes('reopen') ? words.line : words.lateLine(reopenDays)}</p>
      {contactPhone && (
        <p className="form-wide">
          {words.phone} <a href={`tel:${contactPhone}`}>{contactPhone}</a>
        </p>
      )}
      <Form.Item name="outcome" label={words.outcome} className="form-wide">
        <Radio.Group options={RevisitOutcome.options.map(value => ({ value, label: revisitOutcomeNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="words"
        label={words.words}
        extra={words.wordsHint}
        rules={[needed(words.missing)]}
        className="form-wide"
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
