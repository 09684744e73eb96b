import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** How long a page may take for one thing: a minute says that it will not come, also where others use the machine. */
export const patienceMs = 60_000

/** The Chromium that npm brought along. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
