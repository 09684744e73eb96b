import { communitiesApi } from '@linli/shared/communities/api'
import type { OutputOf } from '@linli/shared/contract'
import { useState } from 'react'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Field, PickField } from '../../kit/field'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useLoad } from '../../use-load'
import { identityWords } from './words'

/** The most that one page holds: a wheel of more would be no help anyway. */
const limit = 100

const named = (values: readonly string[], suffix: string) =>
  values.map(value => ({ value, name: /^\d+$/.test(value) ? `${value}${suffix}` : value }))

type RoomPickerProps = {
  communityId: string
  /** Known from a poster at its door. */
  building?: string | undefined
  roomId: string | undefined
  onChange: (roomId: string | undefined) => void
}

/** Building → unit → room. Where there are more buildings than a page holds, the beginning of the number comes first. */
export function RoomPicker({ communityId, building: known, roomId, onChange }: RoomPickerProps) {
  const words = useWords(identityWords)
  const [typed, setTyped] = useState(known ?? '')
  const [building, setBuilding] = useState(known)
  const [unit, setUnit] = useState<string>()
  const first = useLoad(`browse.${communityId}`, () => call(communitiesApi.browse, { communityId, limit }))
  // Few buildings stand in one list: nothing is typed there.
  const prefix = first.data && !first.data.cursor ? '' : typed.trim()
  const found = useLoad(prefix === '' ? undefined : `browse.${communityId}.${prefix}`, () =>
    call(communitiesApi.browse, { communityId, prefix, limit }),
  )
  const rooms = useLoad(building && unit ? `browse.${communityId}.${building}.${unit}` : undefined, () =>
    roomsOf(communityId, building, unit),
  )
  const buildings = prefix === '' ? first : found
  const all = buildings.data?.buildings ?? []
  const units = all.find(each => each.building === building)?.units ?? []
  const choose = (next: { building?: string; unit?: string }) => {
    setBuilding(next.building)
    setUnit(next.unit)
    onChange(undefined)
  }
  const chooseBuilding = (next: string) => {
    const only = all.find(each => each.building === next)?.units
    choose({ building: next, ...(only?.length === 1 && { unit: only[0] }) })
  }
  const type = (text: string) => {
    setTyped(text)
    choose({})
  }
  return (
    <Card>
      <Trouble problem={first.problem ?? found.problem ?? rooms.problem} />
      {first.data?.cursor ? (
        <Field
          label={words.buildingNumber}
          hint={words.buildingNumberHint}
          error={found.data?.buildings.length === 0 ? words.noBuilding : undefined}
          value={typed}
          onChange={type}
          maxLength={12}
        />
      ) : null}
      <PickField
        label={words.building}
        options={named(
          all.map(each => each.building),
          '栋',
        )}
        value={building}
        onChange={chooseBuilding}
      />
      <PickField
        label={words.unit}
        options={named(units, '单元')}
        value={unit}
        onChange={next => choose({ ...(building && { building }), unit: next })}
      />
      <PickField
        label={words.room}
        options={(rooms.data ?? []).map(each => ({ value: each.roomId, name: each.room }))}
        value={roomId}
        onChange={onChange}
      />
    </Card>
  )
}

/** All rooms of the unit: nobody should miss theirs because a page was full. */
async function roomsOf(communityId: string, building: string | undefined, unit: string | undefined) {
  const rooms: OutputOf<typeof communitiesApi.browse>['rooms'] = []
  let cursor: string | undefined
  do {
    const page = await call(communitiesApi.browse, { communityId, building, unit, limit, cursor })
    rooms.push(...page.rooms)
    cursor = page.cursor
  } while (cursor)
  return rooms
}
