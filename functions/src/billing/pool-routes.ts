import { poolApi } from '@linli/shared/billing/pool-api'
import { type Route, route } from '../http'
import { createPool } from './create-pool'
import { discardPool } from './discard-pool'
import { listPools, listShares } from './pool-store'

export const poolRoutes: Route[] = [
  route(poolApi.listPools, listPools),
  route(poolApi.createPool, createPool),
  route(poolApi.listShares, listShares),
  route(poolApi.discardPool, discardPool),
]
