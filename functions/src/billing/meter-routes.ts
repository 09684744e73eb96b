import { meterApi } from '@linli/shared/billing/meter-api'
import { roundApi } from '@linli/shared/billing/round-api'
import { type Route, route } from '../http'
import { confirmReading } from './confirm-reading'
import { correctReading } from './correct-reading'
import { createMeter } from './create-meter'
import { listMeters } from './list-registers'
import { loadMeter } from './meter-store'
import { listHeldReadings, listReadings, meterReadings } from './reading-store'
import { handOverReading, readingPhoto, readMeter } from './read-meter'
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
  route(roundApi.metersToRead, listMeters),
  route(roundApi.meterToRead, loadMeter),
  route(roundApi.readMeter, readMeter),
  route(roundApi.handOverReading, handOverReading),
  route(roundApi.readingPhoto, readingPhoto),
]
