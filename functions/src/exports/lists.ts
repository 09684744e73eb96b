import type { ListExport } from './list-export'
import { auditOfActor, auditOfMonth, auditOfObject } from './lists/audit'
import { arrears, bills, roomBills } from './lists/bills'
import { bankBatches, bankLines, bankProblems, mandates } from './lists/bank'
import { differences, suspense } from './lists/differences'
import { bindings } from './lists/bindings'
import { buildings } from './lists/buildings'
import { complaintFigures, complaints } from './lists/complaints'
import { places } from './lists/places'
import { deliveries, pushes } from './lists/messages'
import { notices, objections, unreadHomes } from './lists/notices'
import { forumMutes, forumPosts } from './lists/forum'
import { entries, permits, visitorBans } from './lists/visitors'
import { contracts } from './lists/contracts'
import { debts, dunningTasks, reminders } from './lists/dunning'
import { bulkItems, bulkJobs } from './lists/bulk'
import { feeItems } from './lists/fee-items'
import {
  closedMonths,
  expenses,
  myTillDays,
  myTillEntries,
  postings,
  spending,
  tillDays,
  tillEntries,
} from './lists/finance'
import { importProblems, importReferring, importRules, imports } from './lists/imports'
import { invoices } from './lists/invoices'
import { joined } from './lists/joined'
import { deposits, history, openingDrafts, openingTotals } from './lists/opening'
import { orders, receipts } from './lists/orders'
import { people } from './lists/people'
import { pools, shares } from './lists/pools'
import { heldReadings, meterReadings, meters, readings } from './lists/meters'
import { questions } from './lists/questions'
import { assignments, spaces, vehicles } from './lists/registers'
import { refunds } from './lists/refunds'
import { repairCosts, repairFigures, repairMaterials, repairs, workers } from './lists/repairs'
import { ageing, collection, payers, punctuality } from './lists/reports'
import { rooms } from './lists/rooms'
import { statement } from './lists/statement'
import { drafts, runs } from './lists/runs'
import { vacancies } from './lists/vacancies'

const all: readonly ListExport[] = [
  rooms,
  pushes,
  deliveries,
  buildings,
  places,
  people,
  bindings,
  joined,
  imports,
  importProblems,
  importReferring,
  importRules,
  feeItems,
  runs,
  drafts,
  bills,
  arrears,
  roomBills,
  bulkJobs,
  bulkItems,
  questions,
  vacancies,
  debts,
  dunningTasks,
  reminders,
  statement,
  openingTotals,
  openingDrafts,
  history,
  deposits,
  orders,
  receipts,
  refunds,
  mandates,
  bankBatches,
  bankLines,
  bankProblems,
  differences,
  suspense,
  tillDays,
  tillEntries,
  myTillDays,
  myTillEntries,
  closedMonths,
  expenses,
  spending,
  collection,
  ageing,
  punctuality,
  payers,
  postings,
  invoices,
  spaces,
  vehicles,
  meters,
  readings,
  heldReadings,
  meterReadings,
  pools,
  shares,
  assignments,
  contracts,
  repairs,
  repairFigures,
  repairMaterials,
  repairCosts,
  workers,
  complaints,
  complaintFigures,
  entries,
  permits,
  visitorBans,
  notices,
  unreadHomes,
  objections,
  forumPosts,
  forumMutes,
  auditOfMonth,
  auditOfObject,
  auditOfActor,
]

/** Every list that can be taken along, by its endpoint's id. */
export const listExports: Readonly<Record<string, ListExport>> = Object.fromEntries(
  all.map(declared => [declared.endpoint.id, declared]),
)

/** Lists of the office that are not taken along, and why. */
export const withoutExport: Readonly<Record<string, string>> = {
  'exports.list': 'the exports themselves',
  'repairs.candidates': 'whom one order could go to at this moment',
  'repairs.myWork': 'what is in one person’s own hands: part of the list of orders',
  'repairs.listRevisits': 'who is to be called now: the list of orders says how each call went',
  'repairs.workAt': 'what is open at one place, for whoever stands there: part of the list of orders',
  'billing.metersToRead': 'what somebody on the spot still reads: the list of readings has what was read',
  'repairs.pool': 'what waits to be taken: a column of the list of orders',
  'opening.roomPaidThrough': 'a fact of one room for each of its fee items, which stands on that room’s page',
  'dunning.listLetters': 'letters that are there to be printed: their evidence is in the list of reminders',
  'dunning.debtReminders': 'one household’s part of the list of reminders, which is printed as a paper of its own',
  'identity.listStaff': 'a handful of people in the field, as one page shows them with what they may do',
  'visitors.listGates': 'a handful of gates, as one page shows them',
  'visitors.walkIns': 'who stands at one gate at this moment: the log of entries says what became of them',
  'visitors.atGates': 'who stands at the gates at this moment: the log of entries says what became of them',
  'complaints.people': 'whom one of them could be handed to: a choice in a dialog',
  'identity.listPrints': 'files to print, which are there to be taken along themselves',
}
