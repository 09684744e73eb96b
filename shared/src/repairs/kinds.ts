import * as z from 'zod'

export const Skill = z.enum([
  'plumbing',
  'electric',
  'carpentry',
  'masonry',
  'lift',
  'gas',
  'network',
  'cleaning',
  'greening',
])
export type Skill = z.infer<typeof Skill>

export const RepairKind = z.enum([
  'trapped',
  'burst_pipe',
  'gas_leak',
  'power_cut',
  'water',
  'drain',
  'electric',
  'heating',
  'door',
  'leak',
  'lift',
  'access',
  'lighting',
  'cleaning',
  'greening',
  'other',
])
export type RepairKind = z.infer<typeof RepairKind>

/** 时限 in minutes from the report: until somebody is on it, and until it is done. */
export const Sla = z.object({
  respondMin: z.number().int().min(1, '时限要大于 0 分钟').max(43_200, '时限最长 30 天'),
  finishMin: z.number().int().min(1, '时限要大于 0 分钟').max(129_600, '时限最长 90 天'),
})
export type Sla = z.infer<typeof Sla>

type KindFacts = {
  skill?: Skill
  /** Where it happens; both unless said. */
  only?: 'room' | 'public'
  /** 困人, 爆管, 燃气, 停电: a call comes first, and the usual dispatch is left out. */
  emergency?: true
  sla: Sla
  /** What it usually takes, for planning alone. */
  workMin: number
}

const hour = 60
const day = 24 * hour

/** What each kind of trouble needs; a community may set its own times (`RepairSettings`). */
export const repairKinds: Record<RepairKind, KindFacts> = {
  trapped: { skill: 'lift', only: 'public', emergency: true, sla: { respondMin: 5, finishMin: hour }, workMin: 30 },
  burst_pipe: { skill: 'plumbing', emergency: true, sla: { respondMin: 10, finishMin: 4 * hour }, workMin: 90 },
  gas_leak: { skill: 'gas', emergency: true, sla: { respondMin: 5, finishMin: 2 * hour }, workMin: 60 },
  power_cut: { skill: 'electric', emergency: true, sla: { respondMin: 10, finishMin: 4 * hour }, workMin: 60 },
  water: { skill: 'plumbing', sla: { respondMin: hour, finishMin: day }, workMin: 45 },
  drain: { skill: 'plumbing', sla: { respondMin: hour, finishMin: day }, workMin: 60 },
  electric: { skill: 'electric', sla: { respondMin: hour, finishMin: day }, workMin: 45 },
  heating: { skill: 'plumbing', sla: { respondMin: hour, finishMin: day }, workMin: 60 },
  door: { skill: 'carpentry', sla: { respondMin: 2 * hour, finishMin: 2 * day }, workMin: 45 },
  leak: { skill: 'masonry', sla: { respondMin: 2 * hour, finishMin: 7 * day }, workMin: 120 },
  lift: { skill: 'lift', only: 'public', sla: { respondMin: 30, finishMin: day }, workMin: 90 },
  access: { skill: 'network', only: 'public', sla: { respondMin: hour, finishMin: day }, workMin: 45 },
  lighting: { skill: 'electric', only: 'public', sla: { respondMin: 2 * hour, finishMin: 2 * day }, workMin: 30 },
  cleaning: { skill: 'cleaning', only: 'public', sla: { respondMin: 2 * hour, finishMin: day }, workMin: 30 },
  greening: { skill: 'greening', only: 'public', sla: { respondMin: day, finishMin: 7 * day }, workMin: 60 },
  other: { sla: { respondMin: 2 * hour, finishMin: 3 * day }, workMin: 45 },
}
