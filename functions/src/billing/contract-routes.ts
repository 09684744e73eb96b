import { contractApi } from '@linli/shared/billing/contract-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { stayApi } from '@linli/shared/billing/stay-api'
import { type Route, route } from '../http'
import { chargeStay, quoteStay } from './charge-stay'
import { listContracts } from './contract-store'
import { createContract } from './create-contract'
import { endContract } from './end-contract'
import { setThingTerms } from './set-thing-terms'
import { viewContract } from './view-contract'

export const contractRoutes: Route[] = [
  route(contractApi.listContracts, listContracts),
  route(contractApi.getContract, viewContract),
  route(contractApi.createContract, createContract),
  route(contractApi.endContract, endContract),
  route(roomTermsApi.setThingTerms, setThingTerms),
  route(stayApi.quoteStay, quoteStay),
  route(stayApi.chargeStay, chargeStay),
]
