import { insightApi } from '@linli/shared/insight/api'
import { type Route, route } from '../http'
import { home } from './home'
import { overview } from './overview'

export const routes: Route[] = [route(insightApi.home, home), route(insightApi.overview, overview)]
