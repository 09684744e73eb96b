import { complaintsApi as api } from '@linli/shared/complaints/api'
import { type Route, route } from '../http'
import { figures } from './figures'
import { listComplaints, measures, mine } from './lists'
import { addMyNote, getMine, rate, reopen, withdraw } from './my-complaint'
import {
  accept,
  addPictures,
  answer,
  assign,
  close,
  getComplaint,
  nameConcerned,
  note,
  people,
  publish,
  unpublish,
} from './office-steps'
import { enter, submit } from './submit'

export const routes: Route[] = [
  route(api.submit, submit),
  route(api.mine, mine),
  route(api.getMine, getMine),
  route(api.addMyNote, addMyNote),
  route(api.rate, rate),
  route(api.reopen, reopen),
  route(api.withdraw, withdraw),
  route(api.measures, measures),
  route(api.enter, enter),
  route(api.list, listComplaints),
  route(api.figures, figures),
  route(api.get, getComplaint),
  route(api.accept, accept),
  route(api.assign, assign),
  route(api.people, people),
  route(api.nameConcerned, nameConcerned),
  route(api.answer, answer),
  route(api.close, close),
  route(api.note, note),
  route(api.addPictures, addPictures),
  route(api.publish, publish),
  route(api.unpublish, unpublish),
]
