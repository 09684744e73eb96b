import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { type Route, route } from '../http'
import { getReconciliation, reconcile } from './reconcile'
import { reconciliationMonth } from './reconciliation-month'
import { listDifferences } from './reconciliation-store'
import { resolveDifference } from './resolve-difference'
import { findOrders } from './find-orders'
import { resolveSuspense } from './resolve-suspense'
import { listSuspense } from './suspense-store'

export const reconciliationRoutes: Route[] = [
  route(reconciliationApi.reconciliationMonth, reconciliationMonth),
  route(reconciliationApi.reconcile, reconcile),
  route(reconciliationApi.getReconciliation, getReconciliation),
  route(reconciliationApi.listDifferences, listDifferences),
  route(reconciliationApi.resolveDifference, resolveDifference),
  route(reconciliationApi.listSuspense, listSuspense),
  route(reconciliationApi.resolveSuspense, resolveSuspense),
  route(reconciliationApi.findOrders, findOrders),
]
