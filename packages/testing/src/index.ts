export { startPostgres, type PostgresDatabase, type PostgresServer } from './start-postgres.ts'
