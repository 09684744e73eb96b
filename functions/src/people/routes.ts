import { peopleApi } from '@linli/shared/people/api'
import { type Route, route } from '../http'
import { addOccupancy } from './add-occupancy'
import { endOccupancy } from './end-occupancy'
import { listPeople } from './list-people'
import { publicPerson } from './person'
import { personHere, roomOfPlace } from './person-here'
import { reveal } from './reveal'
import { updatePerson } from './update-person'

export const routes: Route[] = [
  route(peopleApi.list, listPeople),
  route(peopleApi.get, async (ctx, { communityId, personId, cursor }) => {
    const { person, places, next } = await personHere(ctx, communityId, personId, cursor)
    const rooms = places.map(place => roomOfPlace(place, ctx.today()))
    return { ...publicPerson(person), rooms, ...(next && { cursor: next }) }
  }),
  route(peopleApi.update, updatePerson),
  route(peopleApi.reveal, reveal),
  route(peopleApi.addOccupancy, addOccupancy),
  route(peopleApi.endOccupancy, endOccupancy),
]
