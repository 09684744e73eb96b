import { SignedIn } from '../../signed-in'
import { TodayScreen } from '../../repairs/today-screen'

export default function TodayTab() {
  return <SignedIn>{staff => <TodayScreen staff={staff} />}</SignedIn>
}
