import { communitiesApi } from '@linli/shared/communities/api'
import { dunningApi } from '@linli/shared/dunning/api'
import { isExpiring } from '@linli/shared/dunning/limitation'
import type { Debt } from '@linli/shared/dunning/schema'
import { attemptNames, channelNames, reasonNames } from '@linli/shared/dunning/words'
import { beijingDate } from '@linli/shared/time'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { today, yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { SelectionBar } from '../kit/selection-bar'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { DebtActions } from './debt-actions'
import { dunningWords as words } from './words'

const views = ['days', 'amount', 'disputed', 'expiring'] as const
const dayChoices = [0, 15, 30, 60, 90, 365]
const most = 25

/** Households in arrears, by what a key serves: days of all or of a building, amount, disputed, soon lapsed. */
export function DebtList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Debt>>(new Map())
  const view = views.find(each => each === url.get('view')) ?? 'days'
  const building = view === 'days' ? url.get('building') : undefined
  const minDays = view === 'days' ? Number(url.get('days') ?? 0) : 0
  const debts = usePages(dunningApi.listArrears, {
    communityId,
    ...(view === 'amount' && { order: 'amount' as const }),
    ...((view === 'disputed' || view === 'expiring') && { only: view }),
    ...(building && { building }),
    ...(minDays > 0 && { minDays }),
  })
  const select = (changes: Record<string, string | undefined>) => {
    setChosen(new Map())
    url.set({ ...changes, show: undefined })
  }
  const toggle = (debt: Debt) => {
    const next = new Map(chosen)
    if (!next.delete(debt.debtId) && next.size < most) next.set(debt.debtId, debt)
    setChosen(next)
  }
  const selection = [...chosen.values()]
  return (
    <>
      <div className="bar">
        <Segmented
          aria-label={words.caption}
          value={view}
          options={views.map(value => ({ value, label: words.views[value] }))}
          onChange={next => select({ view: next === 'days' ? undefined : next })}
        />
        {view === 'days' && (
          <>
            <BuildingChoice value={building} choose={next => select({ building: next })} />
            <Select
              aria-label={words.columns.days}
              className="dunning-choice"
              value={minDays}
              options={dayChoices.map(value => ({ value, label: words.minDays(value) }))}
              onChange={next => select({ days: next === 0 ? undefined : String(next) })}
            />
          </>
        )}
      </div>
      <SelectionBar amounts={selection.map(({ amountFen }) => amountFen)} clear={() => setChosen(new Map())} />
      {selection.length > 0 && <DebtActions debts={selection} done={() => setChosen(new Map())} />}
      <PagedTable<Debt>
        caption={words.caption}
        query={debts}
        rowKey={debt => debt.debtId}
        open={debt => url.set({ show: `${debt.object.id}.${debt.debtId}` })}
        selected={url.get('show')?.split('.')[1]}
        {...(can('dunning:act') && {
          choosing: { chosen: new Set(chosen.keys()), toggle, label: (debt: Debt) => words.choose(debt.object.code) },
        })}
        empty={<State {...(view === 'days' || view === 'amount' ? words.empty : words.emptyFlag)} />}
        columns={[
          { title: words.columns.room, cell: debt => debt.object.code },
          { title: words.columns.payer, cell: debt => debt.payer.name },
          { title: words.columns.amount, cell: debt => yuan(debt.amountFen), figure: true },
          { title: words.columns.bills, cell: debt => debt.bills, figure: true, wide: true },
          { title: words.columns.days, cell: debt => words.days(debt.overdueDays), figure: true },
          { title: words.columns.reason, cell: reasonOf },
          { title: words.columns.last, cell: lastOf, wide: true },
          { title: words.columns.expires, cell: expiryOf, figure: true },
        ]}
      />
    </>
  )
}

const reasonOf = ({ reason, disputedFen, task }: Debt) => (
  <>
    {disputedFen > 0 && <Tag tone="due">{words.disputed}</Tag>} {reason && reasonNames[reason.reason]}
    {disputedFen === 0 && !reason && kitWords.none}
    {task && <div className="hint small">{words.follow(task.who, task.until)}</div>}
  </>
)
const lastOf = ({ lastReminder }: Debt) =>
  lastReminder
    ? `${beijingDate(lastReminder.at)} ${channelNames[lastReminder.channel]} ${attemptNames[lastReminder.state]}`
    : kitWords.none
const expiryOf = ({ expiresOn }: Debt) =>
  isExpiring(expiresOn, today()) ? <Tag tone="danger">{expiresOn}</Tag> : expiresOn

function BuildingChoice({ value, choose }: { value: string | undefined; choose: (next: string | undefined) => void }) {
  const { communityId } = usePlace()
  const buildings = usePages(communitiesApi.listBuildings, { communityId, limit: 100 })
  const names = buildings.data?.pages.flatMap(page => page.items.map(({ building }) => building)) ?? []
  return (
    <Select
      aria-label={words.building}
      placeholder={words.building}
      className="dunning-choice"
      allowClear
      showSearch
      value={value}
      options={names.map(name => ({ value: name, label: name }))}
      onChange={next => choose(next)}
    />
  )
}
