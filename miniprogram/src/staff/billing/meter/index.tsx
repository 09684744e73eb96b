import { useRouter } from '@tarojs/taro'
import { SignedIn } from '../../signed-in'
import { MeterScreen } from '../meter-screen'

export default function MeterPage() {
  const { roomId = '', meterId = '' } = useRouter().params
  return <SignedIn>{staff => <MeterScreen staff={staff} roomId={roomId} meterId={meterId} />}</SignedIn>
}
