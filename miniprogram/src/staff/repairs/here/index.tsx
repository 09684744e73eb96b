import { useRouter } from '@tarojs/taro'
import { SignedIn } from '../../signed-in'
import { HereScreen } from '../here-screen'

export default function HerePage() {
  const { roomId, placeId, building, spot } = useRouter().params
  return (
    <SignedIn>
      {({ communityId }) => (
        <HereScreen
          communityId={communityId}
          {...(roomId && { roomId })}
          {...(placeId && { placeId })}
          {...(building && { building: decodeURIComponent(building) })}
          {...(spot && { spot: decodeURIComponent(spot) })}
        />
      )}
    </SignedIn>
  )
}
