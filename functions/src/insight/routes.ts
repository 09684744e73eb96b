import { insightApi } from '@linli/shared/insight/api'
import { overviewApi } from '@linli/shared/insight/overview-api'
import { punctualityApi } from '@linli/shared/insight/punctuality-api'
import { reportApi } from '@linli/shared/insight/report-api'
import { type Route, route } from '../http'
import { ageing } from './ageing'
import { collection } from './collection'
import { home } from './home'
import { overview } from './overview'
import { payers, punctuality } from './punctuality'

export const routes: Route[] = [
  route(insightApi.home, home),
  route(overviewApi.overview, overview),
  route(reportApi.collection, collection),
  route(reportApi.ageing, ageing),
  route(punctualityApi.punctuality, punctuality),
  route(punctualityApi.payers, payers),
]
