import { formatFullDate } from '@linli/shared/time'
import { type Actor, actorId } from '../context'

/** Why a line of a run has no charge, beyond what the computation itself refuses. */
export const problems = {
  noPayer: (day: string) => `${formatFullDate(day)}起没有登记业主，请先登记`,
}

/** What a wrong field of billing's own forms is told. */
export const fieldProblems = {
  entity: '请选择本小区的收款主体',
  window: '开始日期不能晚于结束日期，一次最多三年',
  feeItems: '收费项目不存在或已停用，请重新选择',
  rooms: '有房屋不存在，请重新选择',
  tariffDates: '最后一天不能早于第一天',
}

/** What a person reads when a run was computed from fee items, or from rooms, that changed afterwards. */
export const staleRun = '收费项目在核对期间改过，请点「重新计算」，核对后再出账'
export const heldBackRun = (rooms: number) =>
  `${rooms} 间房屋的资料在核对后改过，没有出账，请点「重新计算」，核对后再出账`

/** 收费依据 of a price that was brought along: the office names the contract later. */
export const broughtGround = '随旧系统资料导入，请核对合同'

/** Who started or published a run, for the list of runs. */
export const whoDid = (actor: Actor): string => (actor.kind === 'staff' ? actor.name : actorId(actor))
