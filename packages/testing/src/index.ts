export { answerOf, type PaymentAnswer, type Verdict } from './payment-answer.ts'
export { predictedAnswers } from './payment-model.ts'
export {
  paymentScripts,
  type PaymentAct,
  type PaymentScript,
  type PaymentStep,
} from './payment-script.ts'
export { scriptedCommands, type ScriptedCommand } from './scripted-commands.ts'
export { startPostgres, type PostgresDatabase, type PostgresServer } from './start-postgres.ts'
