import { billingApi } from '@linli/shared/billing/api'
import { type Assignment, payerWords, vacantWords } from '@linli/shared/billing/registers'
import { formatScaled, priceScale } from '@linli/shared/money'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { OfOneRoom } from '../communities/of-one-room'
import { RoomLink } from '../communities/room-link'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { assignmentWords as words, vacancyWords } from './register-words'
import { RoomTermsEnd } from './room-terms-end'
import { RoomTermsSet } from './room-terms-set'
import { VacancyDecide } from './vacancy-decide'
import { VacancyEnd } from './vacancy-end'
import { VacancyHistory } from './vacancy-history'
import { VacancyList } from './vacancy-list'

/** How rooms are charged beside the fee items' own standards, and what the old system had told of it. */
export function AssignmentList() {
  const url = useUrlState()
  const tab = tabs.find(each => each === url.get('tab')) ?? 'terms'
  return (
    <Page title={shared.pages.assignments} line={words.line}>
      <Segmented
        aria-label={shared.pages.assignments}
        className="bar-segment"
        value={tab}
        options={tabs.map(value => ({ value, label: vacancyWords.tabs[value] }))}
        onChange={next => url.set({ tab: next === 'terms' ? undefined : next })}
      />
      {tab === 'terms' ? (
        <OfOneRoom>{roomId => <Assignments roomId={roomId} />}</OfOneRoom>
      ) : (
        <VacancyList show={tab} />
      )}
    </Page>
  )
}

const tabs = ['terms', 'waiting', 'all'] as const

function Assignments({ roomId }: { roomId: string | undefined }) {
  const { communityId, can } = usePlace()
  const assignments = usePages(billingApi.listAssignments, { communityId, ...(roomId && { roomId }) })
  const [setting, setSetting] = useState(false)
  const roomCode = assignments.data?.pages[0]?.items[0]?.roomCode ?? ''
  return (
    <>
      {roomId && (
        <div className="bar">
          {can('billing:configure') && (
            <Button type="primary" onClick={() => setSetting(true)}>
              {words.set}
            </Button>
          )}
          <VacancyDecide roomId={roomId} roomCode={roomCode} />
        </div>
      )}
      <PagedTable
        caption={words.caption}
        query={assignments}
        rowKey={each => each.assignmentId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.room, cell: each => <RoomLink {...each} /> },
          { title: words.columns.thing, cell: each => each.thing?.name ?? kitWords.none, wide: true },
          { title: words.columns.item, cell: each => each.feeItemName },
          { title: words.columns.from, cell: each => each.from ?? kitWords.none, figure: true },
          { title: words.columns.to, cell: each => each.to ?? words.open, figure: true },
          { title: words.columns.how, cell: howWords, wide: true },
          {
            title: '',
            cell: each => (
              <div className="bar">
                <VacancyEnd assignment={each} />
                {!isVacantAlone(each) && <RoomTermsEnd assignment={each} />}
              </div>
            ),
          },
        ]}
      />
      {roomId && <VacancyHistory roomId={roomId} />}
      {roomId && <RoomTermsSet roomId={roomId} roomCode={roomCode} open={setting} close={() => setSetting(false)} />}
    </>
  )
}

/** Nothing else is agreed that could be taken back. */
const isVacantAlone = ({ vacancies, from, to, coefficient, payers, exemptReason }: Assignment): boolean =>
  vacancies !== undefined && [from, to, coefficient, payers, exemptReason].every(each => each === undefined)

function howWords({ applies, coefficient, payers, exemptReason, vacancies }: Assignment): string {
  if (!applies) return words.onlyTold
  if (exemptReason !== undefined) return words.exempt(exemptReason)
  const how = [
    ...(coefficient === undefined ? [] : [words.factor(formatScaled(coefficient, priceScale))]),
    ...(payers ? [words.paidBy(payers.map(payerWords).join('；'))] : []),
    ...(vacancies ?? []).map(vacantWords),
  ]
  return how.join('，') || words.plain
}
