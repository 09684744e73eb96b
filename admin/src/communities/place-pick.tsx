import { communitiesApi } from '@linli/shared/communities/api'
import { placeTitle } from '@linli/shared/communities/place-words'
import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { placeWords as words } from './place-words'

const limit = 100
/** Somewhere that the register does not have: it is written in words. */
export const elsewhere = 'elsewhere'

type PlacePickProps = {
  id?: string
  value?: string
  onChange?: (placeId: string | undefined) => void
  /** Offers 「别处」 too. */
  orElsewhere?: boolean
}

/** One public place of the register, found by what is typed; where there are more than a page, by the building's number. */
export function PlacePick({ id, value, onChange, orElsewhere }: PlacePickProps) {
  const { communityId } = usePlace()
  const [typed, setTyped] = useState('')
  const first = useRead(communitiesApi.listPlaces, { communityId, limit })
  const hasMore = first.data?.cursor !== undefined
  const building = /^\d+/.exec(typed)?.[0]
  const asked = { communityId, limit, building: building ?? '' }
  const found = useRead(communitiesApi.listPlaces, asked, { enabled: hasMore && building !== undefined })
  const known = new Map([...(first.data?.items ?? []), ...(found.data?.items ?? [])].map(each => [each.placeId, each]))
  const places = [...known.values()].filter(({ active }) => active)
  return (
    <Select
      {...(id && { id })}
      allowClear
      value={value ?? null}
      loading={first.isPending}
      placeholder={words.pickHint}
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      notFoundContent={words.noneFound}
      onChange={placeId => onChange?.(placeId ?? undefined)}
      options={[
        ...places.map(place => ({ value: place.placeId, label: placeTitle(place) })),
        ...(orElsewhere ? [{ value: elsewhere, label: words.elsewhere }] : []),
      ]}
    />
  )
}
