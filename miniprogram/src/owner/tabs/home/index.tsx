import { HomeScreen } from '../../insight/home-screen'
import { NoHome } from '../../insight/no-home'
import { OwnerTabs } from '../../owner-tabs'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'

const tabs = <OwnerTabs current="home" />

export default function HomeTab() {
  const home = useHome()
  return <SignedIn tabs={tabs}>{me => (home ? <HomeScreen home={home} /> : <NoHome me={me} tabs={tabs} />)}</SignedIn>
}
