import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../kit/button'
import { tappable } from '../kit/h5'
import { Tag } from '../kit/tag'
import { momentOf } from '../time-words'
import type { Entry } from './outbox/entry'
import { dismiss, handOver } from './outbox/sending'
import { actWords, staffWords as words } from './words'

/** One write that the server does not have: what, when, why not; a tap opens what it was done to. */
export function UnsentRow({ entry, here }: { entry: Entry; here?: boolean }) {
  const { refused, files, about, name } = entry
  const title = `${actWords[name]} · ${about}`
  const url = here ? undefined : pageOf(entry)
  const open =
    url === undefined ? {} : { onClick: () => void Taro.navigateTo({ url }), ...tappable(`${title}，${words.open}`) }
  return (
    <View className="sta-unsent">
      <View className={url === undefined ? 'sta-head' : 'sta-head sta-open'} {...open}>
        <View>{title}</View>
        <Tag tone={refused ? 'danger' : 'due'}>{refused ? words.notSent : words.waits}</Tag>
      </View>
      <View className="ll-sub">{momentOf(entry.at)}</View>
      {refused ? (
        <View>
          <View>{[refused.why, files.length > 0 ? words.keptPictures : ''].filter(Boolean).join('，')}</View>
          {refused.handedOver ? <View className="ll-sub">{words.handedOver}</View> : null}
          <View className="ll-buttons">
            {refused.handOver || name === 'readMeter' || name === 'atGate' ? null : (
              <Button kind="plain" onTap={() => handOver(entry.key)}>
                {words.handOver}
              </Button>
            )}
            <Button kind="text" onTap={() => dismiss(entry.key)}>
              {words.drop}
            </Button>
          </View>
        </View>
      ) : null}
    </View>
  )
}

const pageOf = ({ repairId, roomId, meterId }: Entry): string | undefined =>
  repairId
    ? `/repairs/order/index?id=${repairId}`
    : roomId && meterId
      ? `/billing/meter/index?roomId=${roomId}&meterId=${meterId}`
      : undefined
