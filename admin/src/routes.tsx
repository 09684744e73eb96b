import { lazy, Suspense } from 'react'
import { BrowserRouter, Link, Navigate, Outlet, Route, Routes, useLocation, useParams } from 'react-router'
import { partOfDay } from '@linli/shared/time'
import { Frame } from './frame'
import { now } from './kit/format'
import { Page } from './kit/page'
import { Failed, Skeleton, State } from './kit/state'
import { menuIn } from './menu'
import { communitiesOf, placeOf, usePlace, useSession } from './session'
import { words } from './words'

const SignIn = lazy(() => import('./identity/sign-in').then(m => ({ default: m.SignIn })))
const Overview = lazy(() => import('./insight/overview').then(m => ({ default: m.Overview })))
const ReportPage = lazy(() => import('./insight/report-page').then(m => ({ default: m.ReportPage })))
const OnTimePage = lazy(() => import('./insight/on-time-page').then(m => ({ default: m.OnTimePage })))
const PlaceList = lazy(() => import('./communities/place-list').then(m => ({ default: m.PlaceList })))
const RoomList = lazy(() => import('./communities/room-list').then(m => ({ default: m.RoomList })))
const PersonList = lazy(() => import('./people/person-list').then(m => ({ default: m.PersonList })))
const BindingList = lazy(() => import('./identity/binding-list').then(m => ({ default: m.BindingList })))
const JoinedPage = lazy(() => import('./identity/joined-page').then(m => ({ default: m.JoinedPage })))
const ImportList = lazy(() => import('./imports/import-list').then(m => ({ default: m.ImportList })))
const ImportShow = lazy(() => import('./imports/import-show').then(m => ({ default: m.ImportShow })))
const RepairBoard = lazy(() => import('./repairs/repair-board').then(m => ({ default: m.RepairBoard })))
const ComplaintPage = lazy(() => import('./complaints/complaint-page').then(m => ({ default: m.ComplaintPage })))
const VisitorPage = lazy(() => import('./visitors/visitor-page').then(m => ({ default: m.VisitorPage })))
const NoticePage = lazy(() => import('./notices/notice-page').then(m => ({ default: m.NoticePage })))
const MessagePage = lazy(() => import('./messages/message-page').then(m => ({ default: m.MessagePage })))
const ForumPage = lazy(() => import('./forum/forum-page').then(m => ({ default: m.ForumPage })))
const RevisitList = lazy(() => import('./repairs/revisit-list').then(m => ({ default: m.RevisitList })))
const RepairFiguresPage = lazy(() => import('./repairs/figures-page').then(m => ({ default: m.RepairFiguresPage })))
const WorkerList = lazy(() => import('./repairs/worker-list').then(m => ({ default: m.WorkerList })))
const RepairSettingsPage = lazy(() => import('./repairs/settings-page').then(m => ({ default: m.RepairSettingsPage })))
const SpaceList = lazy(() => import('./parking/space-list').then(m => ({ default: m.SpaceList })))
const VehicleList = lazy(() => import('./parking/vehicle-list').then(m => ({ default: m.VehicleList })))
const StayPage = lazy(() => import('./parking/stay-page').then(m => ({ default: m.StayPage })))
const MeterList = lazy(() => import('./billing/meter-list').then(m => ({ default: m.MeterList })))
const ReadingPage = lazy(() => import('./billing/reading-page').then(m => ({ default: m.ReadingPage })))
const PoolList = lazy(() => import('./billing/pool-list').then(m => ({ default: m.PoolList })))
const ContractList = lazy(() => import('./billing/contract-list').then(m => ({ default: m.ContractList })))
const AssignmentList = lazy(() => import('./billing/assignment-list').then(m => ({ default: m.AssignmentList })))
const FeeItemList = lazy(() => import('./billing/fee-item-list').then(m => ({ default: m.FeeItemList })))
const RunList = lazy(() => import('./billing/run-list').then(m => ({ default: m.RunList })))
const RunShow = lazy(() => import('./billing/run-show').then(m => ({ default: m.RunShow })))
const BillList = lazy(() => import('./billing/bill-list').then(m => ({ default: m.BillList })))
const BulkList = lazy(() => import('./billing/bulk-list').then(m => ({ default: m.BulkList })))
const BulkShow = lazy(() => import('./billing/bulk-show').then(m => ({ default: m.BulkShow })))
const QuestionList = lazy(() => import('./billing/question-list').then(m => ({ default: m.QuestionList })))
const ArrearsPage = lazy(() => import('./dunning/arrears-page').then(m => ({ default: m.ArrearsPage })))
const StatementShow = lazy(() => import('./billing/statement-show').then(m => ({ default: m.StatementShow })))
const OpeningPage = lazy(() => import('./opening/opening-page').then(m => ({ default: m.OpeningPage })))
const HistoryList = lazy(() => import('./opening/history-list').then(m => ({ default: m.HistoryList })))
const BankList = lazy(() => import('./payments/bank-list').then(m => ({ default: m.BankList })))
const BankShow = lazy(() => import('./payments/bank-show').then(m => ({ default: m.BankShow })))
const MandateList = lazy(() => import('./payments/mandate-list').then(m => ({ default: m.MandateList })))
const DepositList = lazy(() => import('./payments/deposit-list').then(m => ({ default: m.DepositList })))
const DeskPage = lazy(() => import('./payments/desk-page').then(m => ({ default: m.DeskPage })))
const OrderList = lazy(() => import('./payments/order-list').then(m => ({ default: m.OrderList })))
const ReconciliationPage = lazy(() =>
  import('./payments/reconciliation-page').then(m => ({ default: m.ReconciliationPage })),
)
const SettlementPage = lazy(() => import('./payments/settlement-page').then(m => ({ default: m.SettlementPage })))
const RefundList = lazy(() => import('./payments/refund-list').then(m => ({ default: m.RefundList })))
const SuspensePage = lazy(() => import('./payments/suspense-page').then(m => ({ default: m.SuspensePage })))
const ReceiptList = lazy(() => import('./payments/receipt-list').then(m => ({ default: m.ReceiptList })))
const MyDays = lazy(() => import('./finance/my-days').then(m => ({ default: m.MyDays })))
const DayList = lazy(() => import('./finance/day-list').then(m => ({ default: m.DayList })))
const MonthList = lazy(() => import('./finance/month-list').then(m => ({ default: m.MonthList })))
const ExpensePage = lazy(() => import('./finance/expense-page').then(m => ({ default: m.ExpensePage })))
const VoucherPage = lazy(() => import('./finance/voucher-page').then(m => ({ default: m.VoucherPage })))
const JournalList = lazy(() => import('./finance/journal-list').then(m => ({ default: m.JournalList })))
const TitlePage = lazy(() => import('./invoices/title-page').then(m => ({ default: m.TitlePage })))
const InvoiceList = lazy(() => import('./invoices/invoice-list').then(m => ({ default: m.InvoiceList })))
const ExportList = lazy(() => import('./exports/export-list').then(m => ({ default: m.ExportList })))
const AuditList = lazy(() => import('./audit/audit-list').then(m => ({ default: m.AuditList })))

export function AppRoutes() {
  return (
    <BrowserRouter basename="/admin">
      <Suspense fallback={<Skeleton rows={0} />}>
        <Routes>
          <Route path="/sign-in" element={<SignIn />} />
          <Route element={<SignedIn />}>
            <Route path="/" element={<FirstCommunity />} />
            <Route path="/c/:communityId" element={<InCommunity />}>
              <Route index element={<FirstPage />} />
              <Route path="reports" element={<ReportPage />} />
              <Route path="on-time" element={<OnTimePage />} />
              <Route path="rooms" element={<RoomList />} />
              <Route path="places" element={<PlaceList />} />
              <Route path="people" element={<PersonList />} />
              <Route path="bindings" element={<BindingList />} />
              <Route path="joined" element={<JoinedPage />} />
              <Route path="imports" element={<ImportList />} />
              <Route path="imports/:importId" element={<ImportShow />} />
              <Route path="repairs" element={<RepairBoard />} />
              <Route path="complaints" element={<ComplaintPage />} />
              <Route path="visitors" element={<VisitorPage />} />
              <Route path="notices" element={<NoticePage />} />
              <Route path="messages" element={<MessagePage />} />
              <Route path="forum" element={<ForumPage />} />
              <Route path="revisits" element={<RevisitList />} />
              <Route path="repair-figures" element={<RepairFiguresPage />} />
              <Route path="workers" element={<WorkerList />} />
              <Route path="repair-settings" element={<RepairSettingsPage />} />
              <Route path="spaces" element={<SpaceList />} />
              <Route path="vehicles" element={<VehicleList />} />
              <Route path="stays" element={<StayPage />} />
              <Route path="meters" element={<MeterList />} />
              <Route path="readings" element={<ReadingPage />} />
              <Route path="pools" element={<PoolList />} />
              <Route path="contracts" element={<ContractList />} />
              <Route path="assignments" element={<AssignmentList />} />
              <Route path="fees" element={<FeeItemList />} />
              <Route path="runs" element={<RunList />} />
              <Route path="runs/:runId" element={<RunShow />} />
              <Route path="bills" element={<BillList />} />
              <Route path="bulk" element={<BulkList />} />
              <Route path="bulk/:jobId" element={<BulkShow />} />
              <Route path="questions" element={<QuestionList />} />
              <Route path="arrears" element={<ArrearsPage />} />
              <Route path="rooms/:roomId/statement" element={<StatementShow />} />
              <Route path="opening" element={<OpeningPage />} />
              <Route path="history" element={<HistoryList />} />
              <Route path="bank" element={<BankList />} />
              <Route path="bank/:batchId" element={<BankShow />} />
              <Route path="mandates" element={<MandateList />} />
              <Route path="deposits" element={<DepositList />} />
              <Route path="desk" element={<DeskPage />} />
              <Route path="my-till" element={<MyDays />} />
              <Route path="tills" element={<DayList />} />
              <Route path="reconciliation" element={<ReconciliationPage />} />
              <Route path="suspense" element={<SuspensePage />} />
              <Route path="settlements" element={<SettlementPage />} />
              <Route path="closing" element={<MonthList />} />
              <Route path="expenses" element={<ExpensePage />} />
              <Route path="vouchers" element={<VoucherPage />} />
              <Route path="journal" element={<JournalList />} />
              <Route path="orders" element={<OrderList />} />
              <Route path="refunds" element={<RefundList />} />
              <Route path="receipts" element={<ReceiptList />} />
              <Route path="invoices" element={<InvoiceList />} />
              <Route path="invoice-titles" element={<TitlePage />} />
              <Route path="exports" element={<ExportList />} />
              <Route path="audit" element={<AuditList />} />
              <Route path="*" element={<NoPage />} />
            </Route>
            <Route path="*" element={<NoPage />} />
          </Route>
        </Routes>
      </Suspense>
    </BrowserRouter>
  )
}

/** Nobody signed in, or not any more: to sign-in, which leads back to this very place. */
function SignedIn() {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (session.data) return <Outlet />
  if (session.data === null) return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />
  return session.error ? <Failed error={session.error} retry={session.refetch} /> : <Skeleton rows={0} />
}

function FirstCommunity() {
  const staff = useSession().data
  const first = staff && communitiesOf(staff)[0]
  return first ? <Navigate to={`/c/${first[0]}/`} replace /> : <State {...words.noCommunity} />
}

function InCommunity() {
  const { communityId = '' } = useParams()
  const staff = useSession().data
  const place = staff && placeOf(staff, communityId)
  return place ? <Frame place={place} /> : <NoPage />
}

/** The overview, or for those who may not see it the first page that they may. */
function FirstPage() {
  const { communityId, can } = usePlace()
  const first = menuIn(partOfDay(now()))
    .flatMap(group => group.items)
    .find(item => can(item.permission))
  if (!first) return <NoPage />
  return first.path === '' ? <Overview /> : <Navigate to={`/c/${communityId}/${first.path}`} replace />
}

function NoPage() {
  return (
    <Page title={words.notFound.head}>
      <State {...words.notFound} action={<Link to="/">{words.notFound.action}</Link>} />
    </Page>
  )
}
