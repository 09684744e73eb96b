import type { RepairState } from '@linli/shared/repairs/schema'
import type { Tone } from '../../kit/tag'

export const repairTones: Record<RepairState, Tone> = {
  submitted: 'info',
  accepted: 'info',
  assigned: 'info',
  transferred: 'info',
  returned: 'info',
  in_progress: 'info',
  paused: 'info',
  done: 'due',
  confirmed: 'ok',
  closed: 'closed',
  cancelled: 'closed',
  declined: 'danger',
}
