import type { Permission } from '@linli/shared/permissions'
import type { PartOfDay } from '@linli/shared/time'
import type { IconName } from './kit/icon'
import { words } from './words'

export type MenuItem = { path: string; title: string; icon: IconName; permission: Permission }

const { pages, groups } = words

/** What stands in the menu; each entry is shown to those who may open it. The first one is where the page begins. */
export const menuIn = (part: PartOfDay): { title: string; items: MenuItem[] }[] => [
  {
    title: groups.today,
    items: [
      { path: '', title: pages.overview(part), icon: 'sun', permission: 'insight:read' },
      { path: 'reports', title: pages.reports, icon: 'chart', permission: 'insight:read' },
      { path: 'on-time', title: pages.onTime, icon: 'day', permission: 'insight:read' },
    ],
  },
  {
    title: groups.homes,
    items: [
      { path: 'rooms', title: pages.rooms, icon: 'home', permission: 'communities:read' },
      { path: 'places', title: pages.places, icon: 'place', permission: 'communities:read' },
      { path: 'people', title: pages.people, icon: 'people', permission: 'people:read' },
      { path: 'bindings', title: pages.bindings, icon: 'link', permission: 'identity:approve' },
      { path: 'joined', title: pages.joined, icon: 'joined', permission: 'people:read' },
      { path: 'imports', title: pages.imports, icon: 'upload', permission: 'imports:run' },
    ],
  },
  {
    title: groups.service,
    items: [
      { path: 'repairs', title: pages.repairs, icon: 'repair', permission: 'repairs:read' },
      { path: 'complaints', title: pages.complaints, icon: 'speech', permission: 'complaints:read' },
      { path: 'visitors', title: pages.visitors, icon: 'key', permission: 'visitors:read' },
      { path: 'notices', title: pages.notices, icon: 'bell', permission: 'notices:read' },
      { path: 'forum', title: pages.forum, icon: 'talk', permission: 'forum:moderate' },
      { path: 'messages', title: pages.messages, icon: 'send', permission: 'messages:read' },
      { path: 'revisits', title: pages.revisits, icon: 'phone', permission: 'repairs:dispatch' },
      { path: 'repair-figures', title: pages.repairFigures, icon: 'chart', permission: 'repairs:read' },
      { path: 'workers', title: pages.workers, icon: 'worker', permission: 'repairs:read' },
      { path: 'repair-settings', title: pages.repairSettings, icon: 'settings', permission: 'repairs:manage' },
    ],
  },
  {
    title: groups.parking,
    items: [
      { path: 'spaces', title: pages.spaces, icon: 'space', permission: 'parking:read' },
      { path: 'vehicles', title: pages.vehicles, icon: 'vehicle', permission: 'parking:read' },
      { path: 'stays', title: pages.stays, icon: 'history', permission: 'payments:collect' },
    ],
  },
  {
    title: groups.billing,
    items: [
      { path: 'fees', title: pages.fees, icon: 'price', permission: 'billing:read' },
      { path: 'assignments', title: pages.assignments, icon: 'assignment', permission: 'billing:read' },
      { path: 'readings', title: pages.readings, icon: 'reading', permission: 'billing:read' },
      { path: 'contracts', title: pages.contracts, icon: 'contract', permission: 'billing:read' },
      { path: 'pools', title: pages.pools, icon: 'pool', permission: 'billing:read' },
      { path: 'meters', title: pages.meters, icon: 'meter', permission: 'billing:read' },
      { path: 'runs', title: pages.runs, icon: 'run', permission: 'billing:read' },
      { path: 'bills', title: pages.bills, icon: 'bill', permission: 'billing:read' },
      { path: 'bulk', title: pages.bulk, icon: 'bulk', permission: 'billing:read' },
      { path: 'questions', title: pages.questions, icon: 'question', permission: 'billing:read' },
      { path: 'arrears', title: pages.arrears, icon: 'bell', permission: 'billing:read' },
      { path: 'opening', title: pages.opening, icon: 'opening', permission: 'billing:read' },
      { path: 'history', title: pages.history, icon: 'history', permission: 'billing:read' },
    ],
  },
  {
    title: groups.payments,
    items: [
      { path: 'desk', title: pages.desk, icon: 'till', permission: 'payments:collect' },
      { path: 'my-till', title: pages.myTill, icon: 'day', permission: 'payments:collect' },
      { path: 'orders', title: pages.orders, icon: 'order', permission: 'payments:read' },
      { path: 'refunds', title: pages.refunds, icon: 'back', permission: 'payments:read' },
      { path: 'receipts', title: pages.receipts, icon: 'receipt', permission: 'payments:read' },
      { path: 'bank', title: pages.bank, icon: 'bank', permission: 'payments:read' },
      { path: 'mandates', title: pages.mandates, icon: 'mandate', permission: 'payments:read' },
      { path: 'invoices', title: pages.invoices, icon: 'invoice', permission: 'invoices:read' },
      { path: 'deposits', title: pages.deposits, icon: 'deposit', permission: 'payments:read' },
    ],
  },
  {
    title: groups.finance,
    items: [
      { path: 'reconciliation', title: pages.reconciliation, icon: 'check', permission: 'payments:reconcile' },
      { path: 'settlements', title: pages.settlements, icon: 'bank', permission: 'payments:reconcile' },
      { path: 'suspense', title: pages.suspense, icon: 'question', permission: 'payments:reconcile' },
      { path: 'tills', title: pages.tills, icon: 'check', permission: 'finance:read' },
      { path: 'closing', title: pages.closing, icon: 'month', permission: 'finance:read' },
      { path: 'expenses', title: pages.expenses, icon: 'expense', permission: 'finance:read' },
      { path: 'vouchers', title: pages.vouchers, icon: 'voucher', permission: 'finance:read' },
      { path: 'journal', title: pages.journal, icon: 'journal', permission: 'finance:read' },
    ],
  },
  {
    title: groups.records,
    items: [
      { path: 'exports', title: pages.exports, icon: 'download', permission: 'exports:run' },
      { path: 'audit', title: pages.audit, icon: 'audit', permission: 'audit:read' },
    ],
  },
]
