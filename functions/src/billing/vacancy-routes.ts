import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { type Route, route } from '../http'
import { askVacancy, withdrawVacancy } from './ask-vacancy'
import { decideVacancy } from './decide-vacancy'
import { endVacancy } from './end-vacancy'
import { myVacancies } from './my-vacancies'
import { listVacancies, roomVacancies } from './vacancy-store'

export const vacancyRoutes: Route[] = [
  route(vacancyApi.myVacancies, myVacancies),
  route(vacancyApi.askVacancy, askVacancy),
  route(vacancyApi.withdrawVacancy, withdrawVacancy),
  route(vacancyApi.listVacancies, listVacancies),
  route(vacancyApi.roomVacancies, roomVacancies),
  route(vacancyApi.decideVacancy, decideVacancy),
  route(vacancyApi.endVacancy, endVacancy),
]
