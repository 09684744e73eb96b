import { useRouter } from '@tarojs/taro'
import { OrderScreen } from '../order-screen'
import { SignedIn } from '../../signed-in'

export default function OrderPage() {
  const { id = '' } = useRouter().params
  return <SignedIn>{staff => <OrderScreen staff={staff} repairId={id} />}</SignedIn>
}
