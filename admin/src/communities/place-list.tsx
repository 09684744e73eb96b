import { communitiesApi } from '@linli/shared/communities/api'
import type { PublicPlace } from '@linli/shared/communities/place-schema'
import { placeKindNames } from '@linli/shared/communities/place-words'
import { Button } from 'antd'
import { useState } from 'react'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BuildingSelect } from './building-select'
import { newPlace, PlaceForm } from './place-form'
import { PlaceLabels } from './place-labels'
import { positionText } from './place-values'
import { placeWords as words } from './place-words'

/** 公共区域, by building, what stands in none first; or the labels of what is listed. */
export function PlaceList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [shown, setShown] = useState<Partial<PublicPlace>>()
  const building = url.get('building')
  const places = usePages(communitiesApi.listPlaces, { communityId, building })
  const mayWrite = can('communities:write')
  if (url.get('labels')) return <PlaceLabels query={places} back={() => url.set({ labels: undefined })} />
  return (
    <Page
      title={shared.pages.places}
      line={words.line}
      actions={
        <>
          <Button onClick={() => url.set({ labels: '1' })}>{words.labels}</Button>
          {mayWrite && (
            <Button type="primary" onClick={() => setShown(newPlace)}>
              {words.add}
            </Button>
          )}
        </>
      }
    >
      <div className="bar">
        <BuildingSelect
          prefix={building && `${building}-`}
          onChange={prefix => url.set({ building: prefix.replace(/-$/, '') })}
        />
      </div>
      <PagedTable
        caption={words.caption}
        query={places}
        rowKey={place => place.placeId}
        {...(mayWrite && { open: setShown })}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.building, cell: place => place.building ?? words.whole },
          { title: words.columns.floor, cell: place => place.floor ?? kitWords.none },
          { title: words.name, cell: place => place.name },
          { title: words.columns.kind, cell: place => placeKindNames[place.kind] },
          { title: words.columns.position, cell: place => positionText(place.position) || kitWords.none, wide: true },
          {
            title: words.columns.state,
            cell: ({ active }) => <Tag tone={active ? 'ok' : 'closed'}>{active ? words.active : words.stopped}</Tag>,
          },
        ]}
      />
      <PlaceForm place={shown} close={() => setShown(undefined)} />
    </Page>
  )
}
