import type { Consumer, Jobs, Schedule } from './jobs'

type Domain = { jobs: Jobs }
type Home = () => Promise<Domain>
const billing: Home = () => import('./billing/jobs')
const dunning: Home = () => import('./dunning/jobs')
const exportsHome: Home = () => import('./exports/jobs')
const files: Home = () => import('./files/jobs')
const finance: Home = () => import('./finance/jobs')
const identity: Home = () => import('./identity/jobs')
const imports: Home = () => import('./imports/jobs')
const invoices: Home = () => import('./invoices/jobs')
const messages: Home = () => import('./messages/jobs')
const opening: Home = () => import('./opening/jobs')
const payments: Home = () => import('./payments/jobs')
const complaints: Home = () => import('./complaints/jobs')
const forum: Home = () => import('./forum/jobs')
const repairs: Home = () => import('./repairs/jobs')
const notices: Home = () => import('./notices/jobs')
const visitors: Home = () => import('./visitors/jobs')
const people: Home = () => import('./people/jobs')

/** Whose a type of message or a schedule is: a worker that starts loads the code of its first message alone. */
export const consumerHomes: Record<string, Home> = {
  'billing.compute': billing,
  'billing.do_bulk': billing,
  'billing.forget_asker': billing,
  'billing.prepare_bulk': billing,
  'billing.publish': billing,
  'bills.published': billing,
  'dunning.advance': dunning,
  'dunning.recount': dunning,
  'dunning.run': dunning,
  'exports.community': exportsHome,
  'exports.list': exportsHome,
  'exports.restore': exportsHome,
  'finance.report': finance,
  'identity.count_building': identity,
  'identity.count_community': identity,
  'identity.print': identity,
  'imports.read': imports,
  'imports.undo': imports,
  'imports.write': imports,
  'journal.close': payments,
  'invoices.attend': invoices,
  'invoices.fit': invoices,
  'invoices.forget_requester': invoices,
  'journal.seal': payments,
  'message.send': messages,
  'message.tell_staff': messages,
  'opening.confirm': opening,
  'payment.received': payments,
  'payment.refund_news': payments,
  'payments.bank_batch': payments,
  'payments.deduct': payments,
  'payments.forget_payer': payments,
  'payments.reconcile_day': payments,
  'payments.refund': payments,
  'people.correct_places': people,
  'complaints.count': complaints,
  'complaints.forget_writer': complaints,
  'forum.check': forum,
  'forum.count': forum,
  'forum.forget_author': forum,
  'forum.settle': forum,
  'repairs.check_counted': repairs,
  'repairs.count': repairs,
  'repairs.dispatch': repairs,
  'repairs.dispatch_waiting': repairs,
  'repairs.forget_reporter': repairs,
  'repairs.release_worker': repairs,
  'repairs.tell_followers': repairs,
  'visitors.forget_host': visitors,
  'notices.count': notices,
  'notices.tell': notices,
  'notices.forget_objector': notices,
  'visitors.release_guard': visitors,
}
export const scheduleHomes: Record<string, Home> = {
  'outbox-sweeper': async () => ({
    jobs: { consumers: [], schedules: [(await import('./outbox-sweeper')).outboxSweeper] },
  }),
  'count-joined': identity,
  'dunning-due': dunning,
  'tend-reminders': dunning,
  'expire-exports': exportsHome,
  'complaint-timers': complaints,
  'forum-clock': forum,
  'check-repair-figures': repairs,
  'repair-timers': repairs,
  'resume-bank-batches': payments,
  'reconcile-days': payments,
  'resume-bulk': billing,
  'resume-openings': opening,
  'resume-imports': imports,
  'resume-pushes': messages,
  'tell-waiting': messages,
  'ask-receipts': messages,
  'resume-runs': billing,
  'sweep-invoices': invoices,
  'sweep-media': files,
  'sweep-orders': payments,
  'sweep-refunds': payments,
  'tend-prints': identity,
  'visitor-clock': visitors,
  'notice-timers': notices,
}

export async function findConsumer(type: string): Promise<Consumer | undefined> {
  const home = await own(consumerHomes, type)?.()
  return home?.jobs.consumers.find(consumer => consumer.type === type)
}

export async function findSchedule(name: string): Promise<Schedule | undefined> {
  const home = await own(scheduleHomes, name)?.()
  return home?.jobs.schedules.find(schedule => schedule.name === name)
}

/** A message's type comes from outside: `constructor` names nothing here. */
const own = (homes: Record<string, Home>, name: string) => (Object.hasOwn(homes, name) ? homes[name] : undefined)
