import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** The Chromium that npm brought along. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
