import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import { type BillQuestion, roomFor } from '@linli/shared/billing/question-schema'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import '../kit/form.css'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { questionWords as words } from './question-words'

const refreshes = ['billing.', 'insight.', 'audit.']

/** Answers the thread as it stands on the page; a dispute is settled apart from that, for a reason. */
export function QuestionAnswer({ question }: { question: BillQuestion }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const id = useId()
  const [text, setText] = useState('')
  const [settling, setSettling] = useState(false)
  const { billId, object, version } = question
  const place = { communityId, roomId: object.id, billId }
  const answer = useWrite(questionApi.answerQuestion, {
    refreshes,
    onDone: () => {
      toast(words.answered)
      setText('')
    },
  })
  const settle = useWrite(billingApi.settleDispute, {
    refreshes: [...refreshes, 'payments.'],
    onDone: () => {
      toast(words.settled)
      setSettling(false)
    },
  })
  const mayAnswer = roomFor('answer', question.entries)
  return (
    <>
      {mayAnswer ? (
        <div className="field">
          <label htmlFor={id}>{words.answer}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            showCount
            value={text}
            aria-describedby={`${id}-hint`}
            onChange={event => setText(event.target.value)}
          />
          <p id={`${id}-hint`} className="hint small">
            {words.answerHint}
          </p>
        </div>
      ) : (
        <p className="hint">{words.full}</p>
      )}
      <Refusal error={answer.error} />
      <div className="bar">
        {mayAnswer && (
          <Button
            type="primary"
            disabled={text.trim().length < 2 || answer.isPending}
            loading={answer.isPending}
            onClick={() => answer.mutate({ ...place, text: text.trim(), version })}
          >
            {words.answer}
          </Button>
        )}
        {question.disputedSince && can('billing:run') && (
          <Button onClick={() => setSettling(true)}>{words.settle}</Button>
        )}
      </div>
      <ConfirmDialog
        title={words.settleTitle(object.code, question.feeItemName)}
        open={settling}
        close={() => setSettling(false)}
        action={words.settleAction}
        needsReason
        busy={settle.isPending}
        error={settle.error}
        confirm={reason => settle.mutate({ ...place, reason })}
      >
        <p>{words.settleLine}</p>
      </ConfirmDialog>
    </>
  )
}
