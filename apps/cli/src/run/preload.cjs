'use strict'

// Loaded by `kvitt run` into every Node process (NODE_OPTIONS=--require). Node 18 to 22 know no proxy
// variables, and an agent of the client's own ignores them in any version; but every connection is
// made by net.Socket#connect. Plain CommonJS, because the client's Node runs it, not Kvitt's.

const net = require('node:net')

const tlsPort = Number(process.env.KVITT_RUN_TLS_PORT)
const redirectedHosts = new Set((process.env.KVITT_RUN_HOSTS ?? '').split(',').filter(Boolean))

if (Number.isInteger(tlsPort) && tlsPort > 0) {
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (...args) {
    return connect.apply(this, redirect(args) ?? args)
  }
}

/** The arguments that connect to Kvitt instead, or undefined for any other destination. */
function redirect(args) {
  // net.connect and the HTTP agents pass [options, callback] as one array.
  const [first, ...rest] = Array.isArray(args[0]) ? args[0] : args
  const isObject = typeof first === 'object' && first !== null
  const options = isObject ? first : { port: first, host: rest[0] }
  if (options.path || Number(options.port) !== 443 || !isRedirectedHost(options.host)) {
    return undefined
  }
  const callback = rest.findLast((value) => typeof value === 'function')
  // TLS keeps its own reference to the options, so the server name sent and the one checked in the
  // certificate stay the client's.
  return [{ ...options, host: '127.0.0.1', port: tlsPort, localAddress: undefined }, callback]
}

function isRedirectedHost(host) {
  return typeof host === 'string' && redirectedHosts.has(host.toLowerCase().replace(/\.$/, ''))
}
