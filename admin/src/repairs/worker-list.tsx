import { repairsApi } from '@linli/shared/repairs/api'
import type { Worker } from '@linli/shared/repairs/views'
import { skillNames } from '@linli/shared/repairs/words'
import { formatTime } from '@linli/shared/time'
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
import { WorkerForm } from './worker-form'
import { shiftText } from './worker-values'
import { workerWords as words } from './settings-words'

const everyMs = 30_000

/** 维修人员: who repairs, what they can do and where, when they work, and who is on shift now. */
export function WorkerList() {
  const { communityId, can } = usePlace()
  const [shown, setShown] = useState<Worker>()
  const workers = usePages(repairsApi.listWorkers, { communityId }, { everyMs })
  return (
    <Page title={shared.pages.workers} line={words.line}>
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
            cell: ({ onShift, shiftSince }) => (
              <Tag tone={onShift ? 'ok' : 'closed'}>
                {onShift ? words.onShift(shiftSince && formatTime(shiftSince)) : words.offShift}
              </Tag>
            ),
          },
          {
            title: words.columns.state,
            cell: each => <Tag tone={each.active ? 'ok' : 'closed'}>{each.active ? words.active : words.stopped}</Tag>,
          },
        ]}
      />
      <WorkerForm worker={shown} close={() => setShown(undefined)} />
    </Page>
  )
}
