import { meterApi } from '@linli/shared/billing/meter-api'
import { type Route, route } from '../http'
import { confirmReading } from './confirm-reading'
import { correctReading } from './correct-reading'
import { createMeter } from './create-meter'
import { listMeters } from './list-registers'
import { listHeldReadings, listReadings, meterReadings } from './reading-store'
import { replaceMeter } from './replace-meter'
import { saveReadings } from './save-readings'
import { updateMeter } from './update-meter'
import { withdrawReading } from './withdraw-reading'

export const meterRoutes: Route[] = [
  route(meterApi.listMeters, listMeters),
  route(meterApi.createMeter, createMeter),
  route(meterApi.updateMeter, updateMeter),
  route(meterApi.replaceMeter, replaceMeter),
  route(meterApi.saveReadings, saveReadings),
  route(meterApi.listReadings, listReadings),
  route(meterApi.listHeldReadings, listHeldReadings),
  route(meterApi.meterReadings, meterReadings),
  route(meterApi.confirmReading, confirmReading),
  route(meterApi.correctReading, correctReading),
  route(meterApi.withdrawReading, withdrawReading),
]
