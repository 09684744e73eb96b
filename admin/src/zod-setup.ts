import { fieldSentence } from '@linli/shared/field-sentence'
import * as z from 'zod'

/** Imported before any schema: no code made from strings, so that a strict content policy holds; refusals in Chinese. */
z.config({ jitless: true, localeError: fieldSentence })
