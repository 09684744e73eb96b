import type { insightApi } from '@linli/shared/insight/api'
import type { Home } from '@linli/shared/identity/schema'
import type { OutputOf } from '@linli/shared/contract'
import { repairStateWords } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { repairTones } from '../repairs/tones'
import { repairWords } from '../repairs/words'

type OpenRepair = NonNullable<OutputOf<typeof insightApi.home>['repair']>

/** The household's open repair in one card: what, how it stands, and a way to it; none: the way to report one. */
export function RepairCard({ home, repair }: { home: Home; repair: OpenRepair | undefined }) {
  const words = useWords(repairWords)
  const seeAll = () => void Taro.navigateTo({ url: homePage('repairs/list', home) })
  if (!repair)
    return (
      <Card flush>
        <Row icon="repair" title={words.row} note={words.rowNote} onTap={seeAll} />
      </Card>
    )
  const title = words.item(repair.kind, repair.place)
  const state = repairStateWords(repair)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-bar">
          <View className="ll-title">{title}</View>
          <Tag tone={repairTones[repair.state]}>{state}</Tag>
        </View>
        <View className="ll-sub">{words.sentence(repair)}</View>
        <View className="ll-buttons">
          <Button
            kind="plain"
            label={[title, state, words.look].join('，')}
            onTap={() => void Taro.navigateTo({ url: homePage('repairs/repair', home, { repairId: repair.repairId }) })}
          >
            {words.look}
          </Button>
          <Button kind="text" onTap={seeAll}>
            {words.all}
          </Button>
        </View>
      </View>
    </Card>
  )
}
