import { questionApi } from '@linli/shared/billing/question-api'
import { type Route, route } from '../http'
import { answerQuestion } from './answer-question'
import { askQuestion } from './ask-question'
import { myQuestion } from './my-question'
import { listQuestions, loadQuestion } from './question-store'
import { withdrawDispute } from './withdraw-dispute'

export const questionRoutes: Route[] = [
  route(questionApi.myQuestion, myQuestion),
  route(questionApi.askQuestion, askQuestion),
  route(questionApi.withdrawDispute, withdrawDispute),
  route(questionApi.listQuestions, listQuestions),
  route(questionApi.getQuestion, loadQuestion),
  route(questionApi.answerQuestion, answerQuestion),
]
