import { repairsApi } from '@linli/shared/repairs/api'
import { skillNames } from '@linli/shared/repairs/words'
import { formatTime } from '@linli/shared/time'
import type { StaffInvitation } from '@linli/shared/identity/staff-api'
import { Button } from 'antd'
import { useState } from 'react'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import './repairs.css'
import { InvitedList } from './invited-list'
import { WorkerDismiss } from './worker-dismiss'
import { newCard, type WorkerCard, WorkerForm } from './worker-form'
import { InvitationCode, WorkerInvite } from './worker-invite'
import { shiftText } from './worker-values'
import { inviteWords, workerWords as words } from './settings-words'

const everyMs = 30_000

/** 维修人员: who repairs, what they can do and where, when they work, and who is on shift now. */
export function WorkerList() {
  const { communityId, can } = usePlace()
  const [shown, setShown] = useState<WorkerCard>()
  const [invites, setInvites] = useState(false)
  const [code, setCode] = useState<StaffInvitation>()
  const [leaves, setLeaves] = useState<{ personId: string; name: string }>()
  const workers = usePages(repairsApi.listWorkers, { communityId }, { everyMs })
  const mayInvite = can('identity:manage')
  const registered = new Set(workers.data?.pages.flatMap(page => page.items.map(({ personId }) => personId)))
  return (
    <Page
      title={shared.pages.workers}
      line={words.line}
      actions={
        mayInvite && (
          <Button type="primary" onClick={() => setInvites(true)}>
            {inviteWords.button}
          </Button>
        )
      }
    >
      <PagedTable
        caption={words.caption}
        query={workers}
        rowKey={each => each.personId}
        {...(can('repairs:manage') && { open: setShown })}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.name, cell: each => each.name },
          { title: words.columns.phone, cell: each => each.phoneMasked ?? kitWords.none },
          {
            title: words.columns.skills,
            cell: each => each.skills.map(skill => skillNames[skill]).join('、') || kitWords.none,
          },
          { title: words.columns.areas, cell: each => each.areas.join('、') || words.everywhere },
          { title: words.columns.shifts, cell: each => shiftText(each.shifts) || words.noShift, wide: true },
          {
            title: words.columns.now,
            cell: ({ onShift, shiftSince, duty }) => (
              <Tag tone={onShift ? 'ok' : 'closed'}>
                {onShift ? words.onShift(shiftSince && formatTime(shiftSince)) : (duty ?? words.offShift)}
              </Tag>
            ),
          },
          {
            title: words.columns.state,
            cell: each => <Tag tone={each.active ? 'ok' : 'closed'}>{each.active ? words.active : words.stopped}</Tag>,
          },
        ]}
      />
      {mayInvite && (
        <InvitedList
          registered={registered}
          register={({ personId, name }) => setShown(newCard(personId, name))}
          dismiss={setLeaves}
          onInvited={setCode}
        />
      )}
      <WorkerInvite open={invites} close={() => setInvites(false)} onInvited={setCode} />
      <InvitationCode shown={code} close={() => setCode(undefined)} />
      <WorkerDismiss person={leaves} close={() => setLeaves(undefined)} />
      <WorkerForm worker={shown} close={() => setShown(undefined)} />
    </Page>
  )
}
