import type { Pass } from '@linli/shared/visitors/schema'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { formatDate } from '@linli/shared/time'
import { windowWords } from '@linli/shared/visitors/words'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { FormDialog } from '../kit/form-dialog'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { needed } from '../kit/rules'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.permits
const refreshes = ['visitors.', 'audit.']

/** 施工人员出入证 that wait, the oldest first. */
export function PermitList() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [asked, setAsked] = useState<Pass>()
  const list = usePages(visitorDeskApi.permits, { communityId })
  const allow = useWrite(visitorDeskApi.decide, { refreshes, onDone: () => toast(words.allowed) })
  const refuse = useWrite(visitorDeskApi.decide, {
    refreshes,
    onDone: () => {
      toast(words.refused)
      setAsked(undefined)
    },
  })
  const { columns } = words
  return (
    <>
      <Refusal error={allow.error} />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.passId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.room, cell: each => each.roomCode },
          { title: columns.name, cell: each => each.name },
          { title: columns.about, cell: each => each.about },
          { title: columns.days, cell: each => windowWords(each, formatDate) },
          { title: columns.asked, cell: each => dateTime(each.createdAt), figure: true },
          {
            title: '',
            cell: each =>
              can('visitors:manage') && (
                <span className="bar">
                  <Button
                    type="primary"
                    disabled={allow.isPending}
                    onClick={() => allow.mutate({ communityId, passId: each.passId, allow: true })}
                  >
                    {words.allow}
                  </Button>
                  <Button onClick={() => setAsked(each)}>{words.refuse}</Button>
                </span>
              ),
          },
        ]}
      />
      <FormDialog<{ reason: string }>
        title={words.refuse}
        open={asked !== undefined}
        close={() => setAsked(undefined)}
        action={words.refuse}
        busy={refuse.isPending}
        error={refuse.error}
        initial={{}}
        submit={({ reason }) => asked && refuse.mutate({ communityId, passId: asked.passId, allow: false, reason })}
      >
        <Form.Item name="reason" label={words.reason} className="form-wide" rules={[needed(words.reasonMissing)]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  )
}
