import { positionOf } from '@linli/shared/position'
import Taro from '@tarojs/taro'
import type * as Locate from './locate'

const mostMs = 8_000

/** WeChat's own point, which a cellar may never give: nothing waits for it longer than that. */
export const locate: typeof Locate.locate = () => {
  const found = Taro.getLocation({ type: 'gcj02' }).then(positionOf, () => undefined)
  return Promise.race([found, new Promise<undefined>(resolve => setTimeout(resolve, mostMs))])
}

export const openMap: typeof Locate.openMap = ({ latE6, lngE6 }, name) => {
  const at = { latitude: latE6 / 1_000_000, longitude: lngE6 / 1_000_000, scale: 18, name }
  // Its failure is the person's own "no".
  Taro.openLocation(at).catch(() => undefined)
}
