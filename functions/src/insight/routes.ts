import type { Route } from '../http'

export const routes: Route[] = []
