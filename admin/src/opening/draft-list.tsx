import { periodName } from '@linli/shared/billing/words'
import { openingApi } from '@linli/shared/opening/api'
import {
  type OpeningDraft,
  OpeningKind,
  openingKindNames,
  OpeningState,
  openingStateNames,
} from '@linli/shared/opening/schema'
import { Segmented, Select } from 'antd'
import { useEffect } from 'react'
import { FindRoom } from '../communities/find-room'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { DraftShow } from './draft-show'
import { openingWords as words, stateTones } from './words'

/** The balances one by one. When `settled` changes, a confirmation has come to its end: the list is read again. */
export function DraftList({ settled }: { settled: string | undefined }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const kind = OpeningKind.catch('arrears').parse(url.get('kind'))
  const state = OpeningState.catch('draft').parse(url.get('state'))
  const prefix = url.get('prefix')
  const drafts = usePages(openingApi.listDrafts, { communityId, kind, state, prefix })
  const { refetch } = drafts
  useEffect(() => {
    if (settled) void refetch()
  }, [settled, refetch])
  const { columns } = words
  const shown = drafts.data?.pages.flatMap(page => page.items).find(({ draftId }) => draftId === url.get('show'))
  return (
    <>
      <div className="bar">
        <Segmented
          aria-label={words.kinds}
          className="bar-segment"
          value={kind}
          options={OpeningKind.options.map(value => ({ value, label: openingKindNames[value] }))}
          onChange={next => url.set({ kind: next, show: undefined })}
        />
        <Select
          aria-label={words.states}
          className="bar-select"
          value={state}
          options={OpeningState.options.map(value => ({ value, label: openingStateNames[value] }))}
          onChange={next => url.set({ state: next, show: undefined })}
        />
        <FindRoom label={words.find} />
      </div>
      <PagedTable<OpeningDraft>
        caption={words.caption}
        query={drafts}
        rowKey={draft => draft.draftId}
        open={draft => url.set({ show: draft.draftId })}
        selected={url.get('show')}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.room, cell: draft => draft.object.code },
          { title: columns.payer, cell: draft => draft.payer.name },
          { title: columns.item, cell: draft => draft.itemName },
          {
            title: columns.period,
            cell: draft => (draft.period ? periodName(draft.period) : kitWords.none),
            wide: true,
          },
          { title: columns.amount, cell: draft => yuan(draft.amountFen), figure: true },
          {
            title: columns.state,
            cell: draft => <Tag tone={stateTones[draft.state]}>{openingStateNames[draft.state]}</Tag>,
          },
        ]}
      />
      <DraftShow draft={shown} close={() => url.set({ show: undefined })} />
    </>
  )
}
