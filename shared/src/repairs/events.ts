import * as z from 'zod'

/** What the clock does to an order. */
export const RepairTimer = z.enum([
  'respond_warn',
  'respond_late',
  'finish_warn',
  'finish_late',
  'auto_confirm',
  'auto_close',
])
export type RepairTimer = z.infer<typeof RepairTimer>

/** Everything that can happen to an order after its report. */
export const RepairEvent = z.enum([
  'accept',
  'decline',
  'cancel',
  'revoke',
  'assign',
  'grab',
  'acknowledge',
  'depart',
  'hand_back',
  'transfer',
  'start',
  'pause',
  'resume',
  'record_work',
  'quote',
  'agree_quote',
  'refuse_quote',
  'sign_quote',
  'finish',
  'confirm',
  'sign_off',
  'reopen',
  'rate',
  'urge',
  'add_note',
  'add_pictures',
  'note_inside',
  'set_responsibility',
  'follow',
  'merge',
  'revisit',
  'set_costs',
  ...RepairTimer.options,
])
export type RepairEvent = z.infer<typeof RepairEvent>
