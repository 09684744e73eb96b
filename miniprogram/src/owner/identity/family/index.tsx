import { identityApi } from '@linli/shared/identity/api'
import type { Home } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { vacancyWords } from '../../billing/vacancy-words'
import { HomeSwitch } from '../../home-switch'
import { NoHome } from '../../insight/no-home'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { InviteButton } from '../invite-button'
import { MemberRow } from '../member-row'
import { identityWords } from '../words'

export default function FamilyPage() {
  const home = useHome()
  return (
    <SignedIn>{me => (home ? <Family key={home.occupancyId} home={home} /> : <NoHome me={me} tabs={null} />)}</SignedIn>
  )
}

/** Who belongs to this home; an owner invites, removes, and decides who sees the bills. */
function Family({ home }: { home: Home }) {
  const words = useWords(identityWords)
  const vacancy = useWords(vacancyWords)
  const { communityId, roomId } = home
  const load = useLoad(
    `members.${roomId}`,
    () => call(identityApi.members, { communityId, roomId }),
    identityApi.members.output,
  )
  const owner = home.role === 'owner'
  return (
    <Page load={load} refresh skeleton={[64, 260]} phone={home.officePhone}>
      <HomeSwitch home={home} />
      <View className="ll-title">{words.members}</View>
      <Card flush>
        {load.data?.items.map(member => (
          <MemberRow
            key={member.occupancyId}
            home={home}
            member={member}
            canManage={owner && !member.me && !load.keptAt}
            onChanged={() => void load.reload()}
          />
        ))}
      </Card>
      {owner ? (
        <Card flush>
          <Row icon="home" title={vacancy.row} note={vacancy.rowNote} onTap={() => void openVacancy(home)} />
        </Card>
      ) : null}
      {owner ? <InviteButton home={home} /> : <View className="ll-sub">{words.onlyOwner}</View>}
    </Page>
  )
}

const openVacancy = ({ communityId, roomId }: Home) =>
  Taro.navigateTo({ url: `/billing/vacancy/index?communityId=${communityId}&roomId=${roomId}` })
