import { consumer, type Jobs } from '../jobs'
import { CorrectPlacesBody, correctPlaces } from './correct-places'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'people.correct_places', queue: 'jobs', body: CorrectPlacesBody, handle: correctPlaces }),
  ],
  schedules: [],
}
