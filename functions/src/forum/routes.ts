import { forumApi as api } from '@linli/shared/forum/api'
import { forumDeskApi as desk } from '@linli/shared/forum/desk-api'
import { type Route, route } from '../http'
import { answerAppeal, decide, dismiss, hide, pin, shelf, show, takeDown } from './desk'
import { followed, get, list, mine } from './lists'
import { follow, like, report } from './marks'
import { face, mute, mutes, unmute } from './mutes'
import { appeal, edit, remove } from './own-post'
import { post, reply } from './post'
import { search } from './search'
import { getSettings, saveSettings } from './settings'
import { unwant, unwanted } from './unwanted'

export const routes: Route[] = [
  route(api.face, face),
  route(api.list, list),
  route(api.search, search),
  route(api.mine, mine),
  route(api.followed, followed),
  route(api.get, get),
  route(api.post, post),
  route(api.reply, reply),
  route(api.edit, edit),
  route(api.remove, remove),
  route(api.like, like),
  route(api.follow, follow),
  route(api.unwant, unwant),
  route(api.unwanted, unwanted),
  route(api.report, report),
  route(api.appeal, appeal),
  route(desk.shelf, shelf),
  route(desk.show, show),
  route(desk.decide, decide),
  route(desk.hide, hide),
  route(desk.takeDown, takeDown),
  route(desk.answerAppeal, answerAppeal),
  route(desk.dismiss, dismiss),
  route(desk.pin, pin),
  route(desk.mutes, mutes),
  route(desk.mute, mute),
  route(desk.unmute, unmute),
  route(desk.getSettings, getSettings),
  route(desk.saveSettings, saveSettings),
]
