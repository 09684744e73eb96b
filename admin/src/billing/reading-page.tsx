import { communitiesApi } from '@linli/shared/communities/api'
import { MeterType, meterTypeNames } from '@linli/shared/billing/registers'
import type { Meter } from '@linli/shared/billing/meter-schema'
import { BusinessDate } from '@linli/shared/time'
import { Input, Segmented, Select } from 'antd'
import { useCallback, useId } from 'react'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { HeldList, MonthList } from './reading-lists'
import { ReadingTable } from './reading-table'
import { readingWords as words } from './reading-words'

const tabs = ['type', 'held', 'month'] as const
const common = '公共'

/** 抄表: type a building's readings, look at the odd ones, read what was read. */
export function ReadingPage() {
  const url = useUrlState()
  const shown = tabs.find(tab => tab === url.get('show')) ?? 'type'
  return (
    <Page title={shared.pages.readings} line={words.line}>
      <div className="bar">
        <Segmented
          className="bar-segment"
          aria-label={words.tabsLabel}
          value={shown}
          options={tabs.map(value => ({ value, label: words.tabs[value] }))}
          onChange={show => url.set({ show })}
        />
      </div>
      {shown === 'type' && <TypeReadings />}
      {shown === 'held' && <HeldList />}
      {shown === 'month' && <MonthList />}
    </Page>
  )
}

function TypeReadings() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const id = useId()
  const buildings = useRead(communitiesApi.listBuildings, { communityId, limit: 100 }).data?.items ?? []
  const [building, type] = [url.get('building'), url.get('type')]
  const asked = BusinessDate.safeParse(url.get('on'))
  const readOn = asked.data ?? today()
  const shows = useCallback((meter: Meter) => type === undefined || meter.type === type, [type])
  return (
    <>
      <div className="bar">
        <label htmlFor={`${id}-building`}>{words.building}</label>
        <Select
          id={`${id}-building`}
          className="bar-select"
          showSearch
          placeholder={words.pickBuilding}
          value={building ?? null}
          options={[
            ...buildings.map(({ building: value }) => ({ value, label: value })),
            { value: common, label: words.common },
          ]}
          onChange={value => url.set({ building: value })}
        />
        <label htmlFor={`${id}-date`}>{words.date}</label>
        <Input
          id={`${id}-date`}
          type="date"
          className="reading-date"
          max={today()}
          value={readOn}
          onChange={event => url.set({ on: event.target.value }, { replace: true })}
        />
        <label htmlFor={`${id}-type`}>{words.type}</label>
        <Select
          id={`${id}-type`}
          className="bar-select"
          value={type ?? ''}
          options={[
            { value: '', label: words.allTypes },
            ...MeterType.options.map(value => ({ value, label: meterTypeNames[value] })),
          ]}
          onChange={value => url.set({ type: value })}
        />
      </div>
      {building === undefined ? (
        <Card children={<State {...words.pick} />} />
      ) : (
        <ReadingTable key={`${building}|${readOn}`} building={building} readOn={readOn} shows={shows} />
      )}
    </>
  )
}
