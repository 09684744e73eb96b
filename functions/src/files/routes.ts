import { filesApi } from '@linli/shared/files/api'
import { type Route, route } from '../http'
import { finishMedia, finishUploaded } from './finish-media'
import { fileUrl, finishUpload } from './finish-upload'
import { startMedia } from './start-media'
import { startUpload } from './start-upload'

export const routes: Route[] = [
  route(filesApi.startUpload, startUpload),
  route(filesApi.finishUpload, finishUpload),
  route(filesApi.get, fileUrl),
  route(filesApi.startMedia, startMedia),
  route(filesApi.finishMedia, finishMedia),
  route(filesApi.startWorkMedia, startMedia),
  route(filesApi.finishWorkMedia, finishUploaded),
]
