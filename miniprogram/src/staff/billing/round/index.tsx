import { SignedIn } from '../../signed-in'
import { RoundScreen } from '../round-screen'

export default function RoundPage() {
  return <SignedIn>{staff => <RoundScreen staff={staff} />}</SignedIn>
}
