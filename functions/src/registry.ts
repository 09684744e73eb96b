import { routes as audit } from './audit/routes'
import { jobs as billingJobs } from './billing/jobs'
import { routes as billing } from './billing/routes'
import { routes as communities } from './communities/routes'
import { jobs as complaintJobs } from './complaints/jobs'
import { routes as complaints } from './complaints/routes'
import { jobs as dunningJobs } from './dunning/jobs'
import { routes as dunning } from './dunning/routes'
import { jobs as exportJobs } from './exports/jobs'
import { routes as exportRoutes } from './exports/routes'
import { jobs as fileJobs } from './files/jobs'
import { routes as files } from './files/routes'
import { jobs as financeJobs } from './finance/jobs'
import { routes as finance } from './finance/routes'
import { jobs as forumJobs } from './forum/jobs'
import { routes as forum } from './forum/routes'
import type { Route } from './http'
import { jobs as identityJobs } from './identity/jobs'
import { routes as identity } from './identity/routes'
import { jobs as importJobs } from './imports/jobs'
import { routes as imports } from './imports/routes'
import { routes as insight } from './insight/routes'
import { jobs as invoiceJobs } from './invoices/jobs'
import { routes as invoices } from './invoices/routes'
import type { Consumer, Jobs, Schedule } from './jobs'
import { jobs as messageJobs } from './messages/jobs'
import { routes as messages } from './messages/routes'
import { outboxSweeper } from './outbox-sweeper'
import { jobs as openingJobs } from './opening/jobs'
import { routes as opening } from './opening/routes'
import { routes as parking } from './parking/routes'
import { jobs as paymentJobs } from './payments/jobs'
import { routes as payments } from './payments/routes'
import { jobs as peopleJobs } from './people/jobs'
import { routes as people } from './people/routes'
import { jobs as repairJobs } from './repairs/jobs'
import { routes as repairs } from './repairs/routes'
import { jobs as noticeJobs } from './notices/jobs'
import { routes as notices } from './notices/routes'
import { jobs as visitorJobs } from './visitors/jobs'
import { routes as visitors } from './visitors/routes'

/** Every domain's routes, for the hosts that serve all of them in one process. */
export const allRoutes: readonly Route[] = [
  audit,
  billing,
  communities,
  dunning,
  exportRoutes,
  files,
  finance,
  identity,
  imports,
  insight,
  invoices,
  messages,
  opening,
  parking,
  payments,
  people,
  repairs,
  complaints,
  visitors,
  notices,
  forum,
].flat()

const jobs: Jobs[] = [
  billingJobs,
  dunningJobs,
  exportJobs,
  fileJobs,
  financeJobs,
  identityJobs,
  importJobs,
  invoiceJobs,
  messageJobs,
  openingJobs,
  paymentJobs,
  peopleJobs,
  repairJobs,
  complaintJobs,
  visitorJobs,
  noticeJobs,
  forumJobs,
]

export const consumers: ReadonlyMap<string, Consumer> = new Map(
  jobs.flatMap(job => job.consumers).map(consumer => [consumer.type, consumer]),
)
export const schedules: readonly Schedule[] = [...jobs.flatMap(job => job.schedules), outboxSweeper]
