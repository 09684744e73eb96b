import { auditApi } from './audit/api'
import { adjustmentApi } from './billing/adjustment-api'
import { billingApi } from './billing/api'
import { contractApi } from './billing/contract-api'
import { bulkApi } from './billing/bulk-api'
import { feeApi } from './billing/fee-api'
import { meterApi } from './billing/meter-api'
import { poolApi } from './billing/pool-api'
import { prepayApi } from './billing/prepay-api'
import { questionApi } from './billing/question-api'
import { roundApi } from './billing/round-api'
import { roomTermsApi } from './billing/room-terms'
import { vacancyApi } from './billing/vacancy-api'
import { runApi } from './billing/run-api'
import { stayApi } from './billing/stay-api'
import { communitiesApi } from './communities/api'
import { complaintsApi } from './complaints/api'
import type { Endpoint } from './contract'
import type { Domain } from './domains'
import { dunningApi } from './dunning/api'
import { exportsApi } from './exports/api'
import { filesApi } from './files/api'
import { financeApi } from './finance/api'
import { expenseApi } from './finance/expense-api'
import { forumApi } from './forum/api'
import { forumDeskApi } from './forum/desk-api'
import { identityApi } from './identity/api'
import { joiningApi } from './identity/joining-api'
import { letterApi } from './identity/letter-api'
import { staffApi } from './identity/staff-api'
import { importsApi } from './imports/api'
import { insightApi } from './insight/api'
import { overviewApi } from './insight/overview-api'
import { punctualityApi } from './insight/punctuality-api'
import { reportApi } from './insight/report-api'
import { invoicesApi } from './invoices/api'
import { myInvoicesApi } from './invoices/my-api'
import { messagesApi } from './messages/api'
import { messageDeskApi } from './messages/desk-api'
import { staffMessagesApi } from './messages/staff-api'
import { openingApi } from './opening/api'
import { parkingApi } from './parking/api'
import { paymentsApi } from './payments/api'
import { bankApi } from './payments/bank-api'
import { deskApi } from './payments/desk-api'
import { deskQrApi } from './payments/desk-qr-api'
import { doorQrApi } from './payments/door-qr-api'
import { heldMoneyApi } from './payments/held-money-api'
import { payLinkApi } from './payments/pay-link-api'
import { reconciliationApi } from './payments/reconciliation-api'
import { merchantApi } from './payments/merchant-api'
import { refundApi } from './payments/refund-api'
import { noticesApi } from './notices/api'
import { peopleApi } from './people/api'
import { repairsApi } from './repairs/api'
import { myRepairsApi } from './repairs/my-api'
import { workApi } from './repairs/work-api'
import { visitorsApi } from './visitors/api'
import { visitorDeskApi } from './visitors/desk-api'
import { gateApi } from './visitors/gate-api'

/** Every endpoint by domain: the server, the OpenAPI page and the authorisation matrix read it. Clients import one domain's. */
export const apis = {
  communities: communitiesApi,
  people: peopleApi,
  imports: importsApi,
  identity: { ...identityApi, ...letterApi, ...joiningApi, ...staffApi },
  audit: auditApi,
  files: filesApi,
  messages: { ...messagesApi, ...messageDeskApi, ...staffMessagesApi },
  billing: {
    ...feeApi,
    ...runApi,
    ...meterApi,
    ...roundApi,
    ...poolApi,
    ...roomTermsApi,
    ...contractApi,
    ...stayApi,
    ...prepayApi,
    ...vacancyApi,
    ...questionApi,
    ...adjustmentApi,
    ...bulkApi,
    ...billingApi,
  },
  payments: {
    ...paymentsApi,
    ...payLinkApi,
    ...merchantApi,
    ...refundApi,
    ...deskApi,
    ...deskQrApi,
    ...doorQrApi,
    ...heldMoneyApi,
    ...bankApi,
    ...reconciliationApi,
  },
  invoices: { ...invoicesApi, ...myInvoicesApi },
  parking: parkingApi,
  repairs: { ...myRepairsApi, ...repairsApi, ...workApi },
  complaints: complaintsApi,
  visitors: { ...visitorsApi, ...gateApi, ...visitorDeskApi },
  notices: noticesApi,
  forum: { ...forumApi, ...forumDeskApi },
  opening: openingApi,
  finance: { ...financeApi, ...expenseApi },
  dunning: dunningApi,
  insight: { ...insightApi, ...overviewApi, ...reportApi, ...punctualityApi },
  exports: exportsApi,
} satisfies Record<Domain, Record<string, Endpoint>>

export const endpoints: readonly Endpoint[] = Object.values<Record<string, Endpoint>>(apis).flatMap(api =>
  Object.values(api),
)
