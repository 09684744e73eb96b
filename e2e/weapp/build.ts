import path from 'node:path'

/** The compiled owner app; `npm run build:weapp` makes it. */
export const weappOwner = (): string => path.resolve(import.meta.dirname, '../../miniprogram/dist/weapp-owner')
