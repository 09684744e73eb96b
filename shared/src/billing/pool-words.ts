import { formatFullDate } from '../time'
import type { CostPool, PoolScope } from './pool-schema'

export const poolStateNames: Record<CostPool['state'], string> = { ready: '有效', discarded: '已撤销' }

/** 「3栋2单元」 */
export const scopeWords = (scope: PoolScope): string =>
  scope.kind === 'all' ? '全小区' : `${scope.building}栋${scope.kind === 'unit' ? `${scope.unit}单元` : ''}`

/** Why a common cost is not split, and what the office can do. */
export const poolProblems = {
  feeItem: '请选择公式是「公摊」的收费项目',
  weight: '分摊方式和收费项目的公式不一样，请重新选择',
  period: '结束日期不能早于开始日期',
  nothing: '分摊金额是零，请核对',
  noRooms: '这个范围里没有房屋，请重新选择',
  noWeight: '总面积或总用量是零，没法分摊，请换一种分摊方式',
  noArea: (code: string, count: number) => `${code} 等 ${count} 间房屋没有填这种面积，请先补上`,
  overlaps: (scope: string, from: string, to: string) =>
    `${scope} ${formatFullDate(from)}至${formatFullDate(to)}已经分摊过，请换时间，或先撤销那一次`,
  held: (number: string) => `公共表 ${number} 有待复核的读数，请先确认`,
  heldRooms: (code: string, count: number) => `${code} 等 ${count} 个读数待复核，请先确认，再按用量分摊`,
  notRead: (number: string) => `公共表 ${number} 在这段时间里没有抄表，请先抄表`,
  meter: '请选择公共表',
  tooLarge: '金额太大，请核对用量和单价',
  changed: '分摊期间房屋有变化，请再试一次',
  billed: (code: string) => `${code} 已经按这次公摊出账，请先作废账单`,
  publishing: '这个收费项目正在出账，请等它完成',
  newRoom: (day: string) => `这间房是公摊（${formatFullDate(day)}止）之后新增的，请撤销公摊，重新分摊后再出账`,
  newRooms: '公摊之后新增或减少了房屋，请撤销公摊，重新分摊后再出账',
  partly: '这段公摊里有几天已经出账，请先作废那张账单',
}
