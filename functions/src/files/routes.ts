import { filesApi } from '@linli/shared/files/api'
import { type Route, route } from '../http'
import { fileUrl, finishUpload } from './finish-upload'
import { startUpload } from './start-upload'

export const routes: Route[] = [
  route(filesApi.startUpload, startUpload),
  route(filesApi.finishUpload, finishUpload),
  route(filesApi.get, fileUrl),
]
