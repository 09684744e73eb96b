/**
 * Every action that a record can name, by domain. The server writes no other and the office page has a word for each:
 * both are checked by the compiler.
 */
export const auditActions = [
  'billing.add_tariff',
  'billing.adjust_bill',
  'billing.answer_question',
  'billing.ask_question',
  'billing.charge_stay',
  'billing.confirm_bulk',
  'billing.discard_bulk',
  'billing.start_bulk',
  'billing.work_bulk',
  'billing.compute',
  'billing.computed',
  'billing.confirm_reading',
  'billing.correct_reading',
  'billing.create_contract',
  'billing.create_fee_item',
  'billing.create_meter',
  'billing.end_contract',
  'billing.set_room_terms',
  'billing.set_thing_terms',
  'billing.create_pool',
  'billing.discard_pool',
  'billing.discard_run',
  'billing.forget_asker',
  'billing.publish_bills',
  'billing.publish_run',
  'billing.publish_work',
  'billing.published',
  'billing.raise_dispute',
  'billing.redraft_run',
  'billing.replace_meter',
  'billing.resume_run',
  'billing.run_failed',
  'billing.save_readings',
  'billing.settle_dispute',
  'billing.start_run',
  'billing.update_fee_item',
  'billing.update_meter',
  'billing.void_bill',
  'billing.waive_late_fee',
  'billing.withdraw_dispute',
  'billing.withdraw_reading',
  'communities.create',
  'communities.create_company',
  'communities.create_room',
  'communities.update',
  'communities.update_room',
  'dunning.deliver_letter',
  'dunning.finish_run',
  'dunning.finish_task',
  'dunning.print_evidence',
  'dunning.print_letters',
  'dunning.refresh',
  'dunning.remind',
  'dunning.reminder',
  'dunning.save_plan',
  'dunning.set_reason',
  'dunning.start_run',
  'dunning.switch_plan',
  'exports.download',
  'exports.expired',
  'exports.failed',
  'exports.ready',
  'exports.restored',
  'exports.run_restore',
  'exports.start_community',
  'exports.start_list',
  'exports.start_restore',
  'exports.working',
  'files.finish_upload',
  'files.start_upload',
  'finance.check_day',
  'finance.close_day',
  'finance.close_month',
  'finance.enter_expense',
  'finance.export_vouchers',
  'finance.month_closed',
  'finance.month_reported',
  'finance.reverse_expense',
  'finance.save_budget',
  'finance.save_settings',
  'identity.accept_invitation',
  'identity.approve_binding',
  'identity.ask_phone',
  'identity.bind_by_letter',
  'identity.bind_home',
  'identity.count_joined',
  'identity.create_staff',
  'identity.delete_account',
  'identity.download_print',
  'identity.export_my_data',
  'identity.find_homes',
  'identity.invite',
  'identity.issue_letters',
  'identity.let_see_bills',
  'identity.open_letter',
  'identity.print_expired',
  'identity.print_failed',
  'identity.print_letters',
  'identity.print_poster',
  'identity.print_ready',
  'identity.print_revoked',
  'identity.print_working',
  'identity.refuse_binding',
  'identity.remove_member',
  'identity.request_binding',
  'identity.revoke_letter',
  'identity.revoke_letters',
  'identity.set_consent',
  'identity.set_font_size',
  'identity.set_staff_roles',
  'identity.sign_in',
  'identity.sign_in_office',
  'identity.sign_out',
  'identity.verify_phone',
  'imports.correct',
  'imports.delete_rule',
  'imports.failed',
  'imports.imported',
  'imports.importing',
  'imports.previewed',
  'imports.put_rule',
  'imports.reading',
  'imports.start',
  'imports.undo_rows',
  'imports.undoing',
  'imports.undone',
  'imports.uploading',
  'imports.write_rooms',
  'imports.write_rows',
  'invoices.confirmed',
  'invoices.download',
  'invoices.failed',
  'invoices.forget_requester',
  'invoices.issued',
  'invoices.remove_title',
  'invoices.request',
  'invoices.request_mine',
  'invoices.retry',
  'invoices.reverse',
  'invoices.reversed',
  'invoices.save_title',
  'invoices.stuck',
  'invoices.withdraw',
  'invoices.work',
  'messages.mark_read',
  'messages.record_grants',
  'opening.checked',
  'opening.confirm',
  'opening.confirmed',
  'opening.discard',
  'opening.reinstate',
  'opening.post',
  'opening.refused',
  'opening.resume',
  'opening.reverse',
  'opening.work',
  'parking.reveal_plate',
  'payments.bank_file',
  'payments.bank_line',
  'payments.bank_work',
  'payments.close_bank_batch',
  'payments.close_order',
  'payments.collect',
  'payments.deduct',
  'payments.deducting',
  'payments.refund',
  'payments.refund_prepayment',
  'payments.return_deposit',
  'payments.take_deposit',
  'payments.take_prepayment',
  'payments.create_bank_batch',
  'payments.create_order',
  'payments.discard_bank_batch',
  'payments.end_mandate',
  'payments.forget_payer',
  'payments.lease',
  'payments.print_receipt',
  'payments.read_bank_result',
  'payments.reconcile',
  'payments.release',
  'payments.resolve_bank_problem',
  'payments.save_mandate',
  'payments.seal',
  'payments.send_bank_batch',
  'payments.settle',
  'payments.settle_duplicate',
  'payments.suspend',
  'payments.start_bank_result',
  'payments.sweep',
  'people.add_occupancy',
  'people.correct_places',
  'people.end_occupancy',
  'people.reveal',
  'people.update',
] as const
export type AuditAction = (typeof auditActions)[number]

/** Every kind of record that something can be done to. */
export type AuditObject =
  | 'account'
  | 'bank_batch'
  | 'bill'
  | 'billing_run'
  | 'bulk_job'
  | 'binding_request'
  | 'building'
  | 'community'
  | 'contract'
  | 'company'
  | 'debt'
  | 'deposit'
  | 'dunning_plan'
  | 'dunning_task'
  | 'export'
  | 'fee_item'
  | 'file'
  | 'import'
  | 'import_rule'
  | 'invoice'
  | 'ledger'
  | 'mandate'
  | 'message'
  | 'meter'
  | 'opening'
  | 'opening_draft'
  | 'order'
  | 'person'
  | 'prepayment_lot'
  | 'print'
  | 'reconciliation'
  | 'room'
  | 'closed_month'
  | 'space'
  | 'staff'
  | 'till_day'
  | 'expense'
  | 'vehicle'
