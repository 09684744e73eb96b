import { prepayApi } from '@linli/shared/billing/prepay-api'
import { type Route, route } from '../http'
import { cancelMyPrepay, cancelPrepay } from './cancel-prepay'
import { prepayForRoom, prepayMine } from './prepay'
import { myPrepayOffers, prepayOffers } from './prepay-offers'

export const prepayRoutes: Route[] = [
  route(prepayApi.myPrepayOffers, myPrepayOffers),
  route(prepayApi.prepayMine, prepayMine),
  route(prepayApi.cancelMyPrepay, cancelMyPrepay),
  route(prepayApi.prepayOffers, prepayOffers),
  route(prepayApi.prepayForRoom, prepayForRoom),
  route(prepayApi.cancelPrepay, cancelPrepay),
]
