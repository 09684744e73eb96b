import type { Jobs } from '../jobs'
import { sweepMedia } from './sweep-media'

export const jobs: Jobs = { consumers: [], schedules: [{ name: 'sweep-media', everySeconds: 3600, run: sweepMedia }] }
