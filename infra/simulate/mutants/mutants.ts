import { billing } from './billing'
import { board } from './board'
import { desk } from './desk'
import { journal } from './journal'
import { messages } from './messages'
import { notices } from './notices'
import { orders } from './orders'
import { refunds } from './refunds'

/** All that is planted, one at a time. */
export const mutants = [...notices, ...orders, ...refunds, ...journal, ...desk, ...billing, ...board, ...messages]
