import type { ComplaintState } from '@linli/shared/complaints/schema'
import type { Tone } from '../../kit/tag'

export const complaintTones: Record<ComplaintState, Tone> = {
  submitted: 'info',
  accepted: 'info',
  reopened: 'info',
  answered: 'ok',
  closed: 'closed',
  withdrawn: 'closed',
}
