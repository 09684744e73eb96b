import { parkingApi } from '@linli/shared/parking/api'
import { type Route, route } from '../http'
import { listSpaces, listVehicles, revealPlate } from './list'

export const routes: Route[] = [
  route(parkingApi.listSpaces, listSpaces),
  route(parkingApi.listVehicles, listVehicles),
  route(parkingApi.revealPlate, revealPlate),
]
