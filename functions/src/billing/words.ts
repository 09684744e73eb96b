import type { RoomTerms } from '@linli/shared/billing/room-terms'
import type { Bill } from '@linli/shared/billing/schema'
import { formatScaled, priceScale } from '@linli/shared/money'
import { formatFullDate } from '@linli/shared/time'
import { type Actor, actorId } from '../context'

/** Why a line of a run has no charge, beyond what the computation itself refuses. */
export const problems = {
  noAnchor: '没有交付日期，请先补上；交付以前就要收的，请在这间房屋的收费约定里填开始日期',
  beforeHandover: '这次用量有几天在交付之前，请按交付那天的读数补抄一次',
  noHolder: '没有对应的房屋，也没有持有人，请先补上房号或持有人',
  heldReading: (meter: string, day: string) => `${meter} ${formatFullDate(day)}的读数还没有核对，请先核对`,
  partly: '这一笔有几天已经出账，请先作废那张账单，再一起重算',
  noPayer: (day: string) => `${formatFullDate(day)}起没有登记业主，请先登记`,
}

/** What a wrong field of billing's own forms is told. */
export const fieldProblems = {
  discount: '只有自营收入的项目可以优惠，请取消优惠',
  prepaid: '按仪表、公摊或合同收的项目，以后的金额还不知道，不能这样预缴，请留空',
  atOnceMonths: '请先填写最多预缴几个月，并且不少于优惠要的月数',
  payGetMonthly: '「交几送几」只用于按月出账的项目',
  vacantItem: '只有按房屋收、属于自营收入的项目可以有空置优惠；只收有约定房屋的项目，请先设定收费约定',
  vacantItems: '请选择收费项目',
  vacantPct: '请填写还收百分之几',
  vacantFar: '请填写前后一年以内的日期',
  vacantNone: '现在没有可以优惠的收费项目，请联系物业',
  vacantOverlap: '这段时间和已批准的空置重叠，请改成前后相接',
  inspectsLater: '查看日期不能晚于今天',
  entity: '请选择本小区的收款主体',
  window: '开始日期不能晚于结束日期，一次最多三年',
  tiers: '只有选了按月或按年阶梯的仪表项目可以填阶梯',
  bands: '请填写停车的时段和价格',
  noBands: '只有临时停车项目可以填停车时段',
  noTerms: '按车位、车辆或合同收的项目，请到车位、车辆或合同里约定',
  stayItem: '请选择按停车时长收费、正在使用的收费项目',
  leavesLater: '出场时间不能晚于现在',
  stayCharged: '这段时间已经计过费，请核对进出时间',
  contractItem: '请选择按合同收费、正在使用的收费项目',
  noSuchRoom: '没有这间房屋，请检查房号',
  noSuchSpace: '没有这个车位，请检查停车场和编号',
  endsOutside: (from: string, to: string | undefined) =>
    `结束日期要在合同期内：${formatFullDate(from)}${to ? `至${formatFullDate(to)}` : '之后'}`,
  billedBeyond: (day: string) => `已经出账到${formatFullDate(day)}，请先作废结束日期以后的账单，再提前结束`,
  onlyPayers: '按仪表或公摊收的项目，只能约定缴费人',
  otherThing: '这个收费项目不收它的费用，请重新选择',
  payersOverlap: '缴费人的日期有重叠，请改成前后相接',
  noRun: '临时停车按次收费，不在批次里出账，请取消选择',
  feeItems: '收费项目不存在或已停用，请重新选择',
  rooms: '有房屋不存在，请重新选择',
  statementDates: '结束日期不能早于开始日期',
  tariffDates: '最后一天不能早于第一天',
  tariffOverlaps: (from: string, to: string | undefined) =>
    `${formatFullDate(from)}${to ? `至${formatFullDate(to)}` : '起'}已经有收费标准，请换日期，让两个标准前后相接`,
  termsOutside: (name: string, from: string | undefined, to: string | undefined) =>
    `收费起止要在「${name}」的起止以内：${[
      ...(from ? [`${formatFullDate(from)}起`] : []),
      ...(to ? [`${formatFullDate(to)}止`] : []),
    ].join('，')}`,
}

/** What a person reads when a run was computed from fee items, or from rooms, that changed afterwards. */
export const staleRun = '收费项目在核对期间改过，请点「重新计算」，核对后再出账'
export const heldBackRun = (rooms: number) =>
  `${rooms} 间房屋的资料在核对后改过，没有出账，请点「重新计算」，核对后再出账`

/** Who pays where nobody is registered who owes by law. */
export const nobodyPays = '没有登记业主'

/** What a prepayment is called that is for no single fee item. */
export const prepaymentName = '预存款'

/** What a 补差 is called, on receipts too. */
export const adjustmentName = (name: string) => `${name}（补差）`

/** Why a bill cannot be corrected by a 补差, and what can be done. */
export const adjustmentProblems = {
  isVoid: '这张账单已经作废，不能补差',
  opening: '期初欠费没有计算明细，不能补差，请作废后重新导入',
  isAdjustment: '这是一张补差账单，请在原账单上补差',
  otherPayer: '按现在的资料，这段时间的收费对象变了，补差不能换人：请先退款，再作废重开',
  nothing: '按现在的资料重算，金额没有变，请先改好资料再补差',
  discounted: '这张账单缴的时候有优惠，不能直接补差退钱：请先退款，再作废重开',
  hasAdjustment: '这张账单有补差，请先作废补差',
  hasLater: '这笔补差之后还有补差，请先作废后面的',
  spent: '这笔补差退回的预存款已经用过，不能作废',
  noReissue: '补差作废后，请在原账单上重新补差',
  noReading: '这张账单不是按读数收的，请不要填写读数',
}

/** Why something of a bulk job cannot be done, and what can be done. */
export const bulkProblems = {
  hasPayment: '已经收过钱，不能作废：请先退款，或出补差账单',
  otherResult: '结果和试算时不一样，没有处理，请重新试算',
  changed: '处理时内容刚刚更新，没有处理，请重新试算',
  noTariff: '这一天没有正在执行的收费标准，请在收费项目里单独新增',
  single: '阶梯价和停车时段不能统一改成一个价，请在收费项目里单独新增',
  noSuchRoom: '没有这间房屋，请检查房号',
  samePayer: '已经是这位缴费人，不用改',
  noAgreement: '这间房没有约定收这个项目，不用改缴费人',
  exempt: '这间房免收这个项目，不用改缴费人',
  toldGaps: '旧系统带来的约定有几段日期，请到房屋的收费约定里单独改',
  payersFull: '约定过的缴费人太多，请到房屋的收费约定里单独改',
  tooMany: (most: number) => `一次最多处理 ${most} 笔，请缩小范围`,
}

/** 期初欠费 keeps the amount that was brought along: nothing computes it anew. */
export const noReissue = '期初欠费作废后不能重开，请改好后重新导入'

/** How a dispute ends whose bill is void: what whoever asked reads. */
export const voidedDispute = (reason: string) => `这张账单已经作废：${reason}`

/** Bills of something that happened once: nothing computes them anew. */
export const isOnce = ({ charged }: Pick<Bill, 'charged'>) => charged?.type === 'stay' || charged?.type === 'repair'
/** A stay is charged anew at the counter, a repair by its order. */
export const onceWords = ({ charged }: Pick<Bill, 'charged'>) =>
  charged?.type === 'repair'
    ? '维修账单来自工单，不能重开或补差，请在报修里处理'
    : '临停账单作废后不能重开，请到「临时停车」重新计费'

/** Why what a workbook says of a room's past cannot be taken over. */
export const broughtProblems = {
  room: (code: string) => `没有房屋 ${code}`,
  feeItem: (name: string) => `没有收费项目「${name}」，请先建好，或改成已有的名称`,
  billed: (code: string, item: string, { from, to }: { from: string; to: string }) =>
    `${code} ${item} ${formatFullDate(from)}至${formatFullDate(to)}已经出账`,
  paidThrough: (code: string, item: string, day: string) => `${code} ${item} 已经登记为缴至${formatFullDate(day)}`,
}

/** Why a bill of a cancelled 预缴 is void. */
export const prepayWords = { cancelled: '取消预缴' }

/** 收费依据 of a price that was brought along: the office names the contract later. */
export const broughtGround = '随旧系统资料导入，请核对合同'

/** What residents read instead of a person's name. */
export const officeName = '物业'

/** Who started or published a run, for the list of runs. */
export const whoDid = (actor: Actor): string => (actor.kind === 'staff' ? actor.name : actorId(actor))

/** 收费约定 in an audit record: dates, coefficient and how many named payers, never their names. */
export function termsWords({ from, to, coefficient, payers, exemptReason }: RoomTerms): string {
  if (exemptReason !== undefined) return `免收：${exemptReason}`
  const factor = coefficient === undefined ? '' : `，系数 ${formatScaled(coefficient, priceScale)}`
  const named = payers ? `，指定缴费人 ${payers.length} 个` : ''
  return `${from ?? '一直'} 至 ${to ?? '长期'}${factor}${named}`
}
