import { communitiesApi } from '@linli/shared/communities/api'
import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { communityWords as words } from './words'

/** What one page holds: in a community with more buildings they are found by the beginning of the number. */
const limit = 100

type BuildingSelectProps = {
  /** The beginning of a room code; `3-` is building 3. */
  prefix: string | undefined
  onChange: (prefix: string) => void
}

/** One building of the community, or all of them. */
export function BuildingSelect({ prefix, onChange }: BuildingSelectProps) {
  const { communityId } = usePlace()
  const [typed, setTyped] = useState('')
  const first = useRead(communitiesApi.listBuildings, { communityId, limit })
  const found = useRead(communitiesApi.listBuildings, { communityId, limit, prefix: typed }, { enabled: typed !== '' })
  const hasMore = first.data?.cursor !== undefined
  const listed = ((typed === '' ? first.data : found.data)?.items ?? []).map(({ building, rooms }) => ({
    value: `${building}-`,
    label: words.buildingName(building, rooms),
  }))
  const value = prefix !== undefined && /^[^-]+-$/.test(prefix) ? prefix : ''
  const isListed = listed.some(option => option.value === value)
  return (
    <Select
      aria-label={words.building}
      className="bar-select"
      value={isListed || hasMore ? value : ''}
      onChange={onChange}
      {...(hasMore && { showSearch: { filterOption: false, onSearch: setTyped }, notFoundContent: words.noBuilding })}
      options={[
        ...(typed === '' ? [{ value: '', label: words.allBuildings }] : []),
        ...(typed === '' && value !== '' && !isListed
          ? [{ value, label: words.buildingName(value.slice(0, -1)) }]
          : []),
        ...listed,
      ]}
    />
  )
}
