import type { RepairKind } from '@linli/shared/repairs/kinds'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { PublicRepair } from '@linli/shared/repairs/views'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import { repairWords } from './words'

type Home = { communityId: string; roomId: string }
const shown = 3

/** 「邻居也报了：3栋电梯异响」: following it is quicker than writing it again. */
export function NeighboursToo({ home, kind }: { home: Home; kind: RepairKind }) {
  const words = useWords(repairWords)
  const load = useLoad(`public-repairs.${home.roomId}`, () => call(myRepairsApi.publicOnes, { ...home, limit: 50 }))
  const same = load.data?.items.filter(repair => repair.kind === kind).slice(0, shown) ?? []
  if (same.length === 0) return null
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.neighbours}</View>
        {same.map(repair => (
          <FollowRow key={repair.repairId} home={home} repair={repair} onChanged={() => void load.reload()} />
        ))}
      </View>
    </Card>
  )
}

/** One public repair, with 我也遇到了. */
export function FollowRow({ home, repair, onChanged }: { home: Home; repair: PublicRepair; onChanged: () => void }) {
  const words = useWords(repairWords)
  const act = useAct()
  const follow = async () => {
    await call(myRepairsApi.follow, { ...home, repairId: repair.repairId })
    onChanged()
  }
  return (
    <View className="ll-stack">
      <View>{words.item(repair.kind, repair.place)}</View>
      {repair.followers > 0 ? <View className="ll-sub">{words.followers(repair.followers)}</View> : null}
      <Trouble problem={act.problem} />
      {repair.following ? (
        <View className="ll-sub">{words.following}</View>
      ) : (
        <Button kind="plain" wide busy={act.busy && words.busy} onTap={() => act.run('follow', follow)}>
          {words.meToo}
        </Button>
      )}
    </View>
  )
}
