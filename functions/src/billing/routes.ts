import { adjustmentApi } from '@linli/shared/billing/adjustment-api'
import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { runApi } from '@linli/shared/billing/run-api'
import { type Route, route } from '../http'
import { adjustBill, previewAdjustment } from './adjust-bill'
import { addTariff } from './add-tariff'
import { contractRoutes } from './contract-routes'
import { bulkRoutes } from './bulk-routes'
import { createFeeItem } from './create-fee-item'
import { discardRun } from './discard-run'
import { raiseDispute, settleDispute } from './dispute-bill'
import { listDrafts } from './drafts'
import { listFeeItems } from './fee-item-store'
import { myBill, myBills } from './my-bills'
import { getBill, listArrears, listBills } from './office-bills'
import { listAssignments } from './list-registers'
import { meterRoutes } from './meter-routes'
import { poolRoutes } from './pool-routes'
import { prepayRoutes } from './prepay-routes'
import { previewExpression } from './preview-expression'
import { questionRoutes } from './question-routes'
import { publishRun } from './publish-run'
import { redraftRun } from './redraft-run'
import { listRuns } from './run-store'
import { listRoomBills } from './room-bills'
import { setRoomTerms } from './set-room-terms'
import { startRun } from './start-run'
import { printStatement } from './print-statement'
import { myStatement, statement } from './statement'
import { updateFeeItem } from './update-fee-item'
import { vacancyRoutes } from './vacancy-routes'
import { viewRun } from './view-run'
import { voidBill } from './void-bill'
import { waiveLateFee } from './waive-late-fee'

export const routes: Route[] = [
  route(feeApi.listFeeItems, async (ctx, { communityId }) => ({ items: await listFeeItems(ctx, communityId) })),
  route(feeApi.createFeeItem, createFeeItem),
  route(feeApi.updateFeeItem, updateFeeItem),
  route(feeApi.addTariff, addTariff),
  route(feeApi.previewExpression, previewExpression),
  route(runApi.startRun, startRun),
  route(runApi.listRuns, listRuns),
  route(runApi.getRun, viewRun),
  route(runApi.listDrafts, listDrafts),
  route(runApi.publishRun, publishRun),
  route(runApi.redraftRun, redraftRun),
  route(runApi.discardRun, discardRun),
  route(billingApi.listBills, listBills),
  route(billingApi.listArrears, listArrears),
  route(billingApi.listRoomBills, listRoomBills),
  route(billingApi.getBill, getBill),
  route(billingApi.voidBill, voidBill),
  route(adjustmentApi.previewAdjustment, previewAdjustment),
  route(adjustmentApi.adjustBill, adjustBill),
  route(billingApi.waiveLateFee, waiveLateFee),
  route(billingApi.raiseDispute, raiseDispute),
  route(billingApi.settleDispute, settleDispute),
  route(billingApi.statement, statement),
  route(billingApi.printStatement, printStatement),
  route(billingApi.myStatement, myStatement),
  ...contractRoutes,
  ...bulkRoutes,
  ...meterRoutes,
  ...poolRoutes,
  ...prepayRoutes,
  ...vacancyRoutes,
  ...questionRoutes,
  route(billingApi.listAssignments, listAssignments),
  route(roomTermsApi.setRoomTerms, setRoomTerms),
  route(billingApi.myBills, myBills),
  route(billingApi.myBill, myBill),
]
