import { communitiesApi } from '@linli/shared/communities/api'
import type { OutputOf } from '@linli/shared/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Field } from '../../../kit/field'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { usePoster } from '../poster-place'
import { RequestForm } from '../request-form'
import { useScene } from '../scene'
import { SignedIn } from '../../signed-in'
import { identityWords } from '../words'

type Found = OutputOf<typeof communitiesApi.search>['items'][number]

export default function RequestPage() {
  return <SignedIn>{() => <ByHand />}</SignedIn>
}

/** 自己填: the community by its name, then building, unit and room; no names are shown here. */
function ByHand() {
  const words = useWords(identityWords)
  const poster = usePoster(useScene())
  const [chosen, setCommunity] = useState<Found | null>()
  const community = chosen === undefined ? poster && { ...poster, name: poster.communityName } : chosen
  return (
    <Page phone={community?.officePhone}>
      {community ? (
        <>
          <Card>
            <View className="ll-bar">
              <View className="ll-title">{community.name}</View>
              <Button kind="text" onTap={() => setCommunity(null)}>
                {words.change}
              </Button>
            </View>
          </Card>
          <RequestForm
            key={community.communityId}
            communityId={community.communityId}
            building={chosen ? undefined : poster?.building}
          />
        </>
      ) : (
        <Search onChoose={setCommunity} />
      )}
    </Page>
  )
}

function Search({ onChoose }: { onChoose: (community: Found) => void }) {
  const words = useWords(identityWords)
  const act = useAct()
  const [name, setName] = useState('')
  const [found, setFound] = useState<Found[]>()
  const search = async () => setFound((await call(communitiesApi.search, { name: name.trim() })).items)
  return (
    <>
      <Card>
        <Field label={words.searchCommunity} value={name} onChange={setName} />
        <Trouble problem={act.problem} />
        <Button wide busy={act.busy && words.searching} onTap={() => act.run('search', search)}>
          {words.search}
        </Button>
      </Card>
      {found?.length === 0 ? (
        <View className="own-center">
          <View className="ll-title">{words.noCommunity}</View>
          <View className="ll-sub">{words.noCommunityLine}</View>
        </View>
      ) : null}
      {found && found.length > 0 ? (
        <Card flush>
          {found.map(each => (
            <Row key={each.communityId} title={each.name} onTap={() => onChoose(each)} />
          ))}
        </Card>
      ) : null}
    </>
  )
}
