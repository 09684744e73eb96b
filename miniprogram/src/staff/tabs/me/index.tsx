import { MeScreen } from '../../me-screen'
import { SignedIn } from '../../signed-in'
import { UnsentList } from '../../unsent-list'

export default function MeTab() {
  return <SignedIn otherwise={<UnsentList />}>{staff => <MeScreen staff={staff} />}</SignedIn>
}
