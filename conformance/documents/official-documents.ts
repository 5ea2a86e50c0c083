import { parse } from 'yaml'
import { dereferenced, isObject, listOf, objectsIn, type JsonObject } from './json.ts'
import { KNOWN_MISTAKES } from './known-mistakes.ts'
import { DOCUMENTS, officialText, type DocumentName } from './protocol-folder.ts'

/** What an official document says of one answer. */
export interface OfficialResponse {
  /** Without parameters; undefined where the document describes no body. */
  readonly mediaType: string | undefined
  readonly schema: JsonObject | undefined
}

/** One operation of an official document, with every reference resolved. */
export interface OfficialOperation {
  /** `POST /epayment/v1/payments` */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly JsonObject[]
  readonly requestSchema: JsonObject | undefined
  readonly responses: ReadonlyMap<number, OfficialResponse>
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** An official document as it was published, references and mistakes and all. */
export async function publishedDocument(name: DocumentName): Promise<JsonObject> {
  const document: unknown = parse(await officialText(`openapi/${name}.yaml`))
  if (!isObject(document)) throw new Error(`${name} is not a document`)
  return document
}

/** The operations of all official documents, their known mistakes mended. */
export async function officialOperations(): Promise<readonly OfficialOperation[]> {
  const documents = await Promise.all(DOCUMENTS.map(publishedDocument))
  return documents.flatMap((document, index) => {
    for (const mistake of KNOWN_MISTAKES) {
      if (mistake.document === DOCUMENTS[index]) mistake.mend(document)
    }
    return operationsOf(document)
  })
}

/** The operations of a document, every reference resolved. */
export function operationsOf(published: JsonObject): readonly OfficialOperation[] {
  const document = dereferenced(published, published)
  if (!isObject(document)) throw new Error('a document is an object')
  const [server] = listOf(document['servers']).filter(isObject)
  const prefix = new URL(String(server?.['url'])).pathname.replace(/\/$/, '')
  return objectsIn(document['paths']).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!isObject(operation)) return []
      return {
        name: `${method.toUpperCase()} ${prefix}${path}`,
        method: method.toUpperCase(),
        path: `${prefix}${path}`,
        parameters: [...listOf(item['parameters']), ...listOf(operation['parameters'])].filter(
          isObject,
        ),
        requestSchema: contentOf(operation['requestBody']).schema,
        responses: new Map(
          // What comes by default is none of its own statuses.
          objectsIn(operation['responses'])
            .filter(([status]) => status !== 'default')
            .map(([status, response]) => [Number(status), contentOf(response)]),
        ),
      }
    }),
  )
}

function contentOf(described: unknown): OfficialResponse {
  const [content] = isObject(described) ? objectsIn(described['content']) : []
  if (!content) return { mediaType: undefined, schema: undefined }
  const [mediaType, { schema }] = content
  return { mediaType: mediaTypeOf(mediaType), schema: isObject(schema) ? schema : undefined }
}

/** A content type without its parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}
