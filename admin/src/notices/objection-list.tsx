import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail, Objection } from '@linli/shared/notices/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { TextItem } from '../kit/text-item'
import { State } from '../kit/state'
import { useDone } from '../kit/use-done'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { objectionWords as words } from './words'

/** 异议 to a 公示, and what the office answers. */
export function ObjectionList({ notice: { noticeId } }: { notice: NoticeDetail }) {
  const { communityId, can } = usePlace()
  const [asked, setAsked] = useState<Objection>()
  const list = usePages(noticesApi.objections, { communityId, noticeId })
  return (
    <>
      <PagedTable
        plain
        sticky={false}
        caption={words.caption}
        query={list}
        rowKey={each => each.objectionId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.objection, cell: each => <Said objection={each} /> },
          {
            title: '',
            cell: each =>
              can('notices:publish') && (
                <Button onClick={() => setAsked(each)}>{each.answer ? words.again : words.answer}</Button>
              ),
          },
        ]}
      />
      {asked && <AnswerDialog objection={asked} close={() => setAsked(undefined)} />}
    </>
  )
}

const Said = ({ objection: { text, name, roomCode, at, answer } }: { objection: Objection }) => (
  <div className="stack-small">
    <p className="question-text">{text}</p>
    <p className="hint small">{words.from(name, roomCode, dateTime(at))}</p>
    {answer && (
      <>
        <p className="question-text">
          {words.answered}
          {answer.text}
        </p>
        <p className="hint small">{words.answeredBy(answer.by, dateTime(answer.at))}</p>
      </>
    )}
  </div>
)

function AnswerDialog({ objection, close }: { objection: Objection; close: () => void }) {
  const { communityId } = usePlace()
  const { noticeId, objectionId, answer } = objection
  const save = useWrite(noticesApi.answer, useDone(refreshes, close, words.done))
  return (
    <FormDialog<{ text: string }>
      title={words.title}
      open
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{ text: answer?.text ?? '' }}
      submit={({ text }) => save.mutate({ communityId, noticeId, objectionId, text })}
    >
      <TextItem name="text" words={words} rows={4} maxLength={500} />
    </FormDialog>
  )
}
