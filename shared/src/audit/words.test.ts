import { expect, it } from 'vitest'
import { auditActions } from './actions'
import { auditActionName } from './words'

it.each(auditActions)('%s has a word of its own', action => expect(auditActionName(action)).not.toBe(action))
