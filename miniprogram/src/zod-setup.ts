import * as z from 'zod'

// WeChat's logic layer has no working Function(): zod must not compile its parsers. Imported before any schema.
z.config({ jitless: true })
