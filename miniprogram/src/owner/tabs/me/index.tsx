import { MeScreen } from '../../identity/me-screen'
import { OwnerTabs } from '../../owner-tabs'
import { SignedIn } from '../../signed-in'

export default function MeTab() {
  return <SignedIn tabs={<OwnerTabs current="me" />}>{me => <MeScreen me={me} />}</SignedIn>
}
