import type { Pass } from '@linli/shared/visitors/schema'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { formatDate } from '@linli/shared/time'
import { windowWords } from '@linli/shared/visitors/words'
import { Button, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { FormDialog } from '../kit/form-dialog'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { needed } from '../kit/rules'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.permits
const refreshes = ['visitors.', 'audit.']

/** 施工人员出入证 that wait, the oldest first, or those that open, what ends next first: for a reason they are taken back. */
export function PermitList() {
  const { communityId, can } = usePlace()
  const { get, set } = useUrlState()
  const toast = useToast()
  const state = get('permits') === 'active' ? 'active' : 'pending'
  const [asked, setAsked] = useState<Pass>()
  const list = usePages(visitorDeskApi.permits, { communityId, state })
  const allow = useWrite(visitorDeskApi.decide, { refreshes, onDone: () => toast(words.allowed) })
  const close = (told: string) => () => {
    toast(told)
    setAsked(undefined)
  }
  const refuse = useWrite(visitorDeskApi.decide, { refreshes, onDone: close(words.refused) })
  const withdraw = useWrite(visitorDeskApi.withdrawPermit, { refreshes, onDone: close(words.withdrawn) })
  const isWaiting = asked?.state === 'pending'
  const { columns } = words
  return (
    <>
      <div className="bar">
        <Segmented
          className="bar-segment"
          value={state}
          options={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
          onChange={next => set({ permits: next === 'active' ? next : undefined })}
        />
      </div>
      <Refusal error={allow.error} />
      <PagedTable
        caption={words.captions[state]}
        query={list}
        rowKey={each => each.passId}
        empty={<State {...words.empties[state]} />}
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
                  {each.state === 'pending' && (
                    <Button
                      type="primary"
                      disabled={allow.isPending}
                      onClick={() => allow.mutate({ communityId, passId: each.passId, allow: true })}
                    >
                      {words.allow}
                    </Button>
                  )}
                  <Button onClick={() => setAsked(each)}>
                    {each.state === 'pending' ? words.refuse : words.withdraw}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <FormDialog<{ reason: string }>
        title={isWaiting ? words.refuse : words.withdraw}
        open={asked !== undefined}
        close={() => setAsked(undefined)}
        action={isWaiting ? words.refuse : words.withdraw}
        busy={refuse.isPending || withdraw.isPending}
        error={isWaiting ? refuse.error : withdraw.error}
        initial={{}}
        submit={({ reason }) => {
          if (!asked) return
          const of = { communityId, passId: asked.passId, reason }
          if (isWaiting) refuse.mutate({ ...of, allow: false })
          else withdraw.mutate(of)
        }}
      >
        <Form.Item
          name="reason"
          label={isWaiting ? words.reason : words.whyWithdrawn}
          className="form-wide"
          rules={[needed(words.reasonMissing)]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  )
}
