import type * as Locate from './locate'
import { askStage } from './stage'

export const locate: typeof Locate.locate = () => askStage('locate', {}).catch(() => undefined)

export const openMap: typeof Locate.openMap = ({ latE6, lngE6 }) => {
  window.location.href = `geo:${latE6 / 1_000_000},${lngE6 / 1_000_000}`
}
