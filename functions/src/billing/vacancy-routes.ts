import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { type Route, route } from '../http'
import { decideVacancy } from './decide-vacancy'
import { endVacancy } from './end-vacancy'

export const vacancyRoutes: Route[] = [
  route(vacancyApi.decideVacancy, decideVacancy),
  route(vacancyApi.endVacancy, endVacancy),
]
