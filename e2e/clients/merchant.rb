# A merchant's program, written from the public documentation with the standard library alone. It
# takes one payment through its whole life and cancels another, and prints the answers it got as one
# line of JSON.

require 'json'
require 'net/http'
require 'openssl'
require 'socket'
require 'timeout'

HOST = 'apitest.vipps.no'
CLIENT_ID = '11111111-1111-4111-8111-111111111111'
CLIENT_SECRET = 'demo-client-secret'
HEADERS = {
  'Ocp-Apim-Subscription-Key' => '0123456789abcdef0123456789abcdef',
  'Merchant-Serial-Number' => '123456',
  'Vipps-System-Name' => 'acme',
  'Vipps-System-Version' => '3.1.2'
}
EVENTS = %w[created authorized captured refunded terminated]
DELIVERIES_EXPECTED = 7
TIMEOUT_S = 30

Delivery = Struct.new(:path, :headers, :body)

class Refused < StandardError
  attr_reader :answer

  def initialize(answer)
    super("#{answer.code} #{answer.body}")
    @answer = answer
  end
end

class Shop
  def initialize(http)
    @http = http
    @headers = HEADERS.dup
  end

  def sign_in
    keys = { 'client_id' => CLIENT_ID, 'client_secret' => CLIENT_SECRET }
    token = call('POST', '/accesstoken/get', headers: keys)['access_token']
    @headers['Authorization'] = "Bearer #{token}"
  end

  def call(method, path, body = nil, headers: {})
    request = Net::HTTPGenericRequest.new(method, !body.nil?, true, path, @headers.merge(headers))
    unless body.nil?
      request.content_type = 'application/json'
      request.body = JSON.generate(body)
    end
    answer = @http.request(request)
    raise Refused, answer unless answer.is_a?(Net::HTTPSuccess)

    # Force approve and the deletion of a webhook succeed without a body.
    JSON.parse(answer.body) unless answer.body.to_s.empty?
  end

  def create(reference)
    order = {
      amount: { currency: 'NOK', value: 100_000 },
      paymentMethod: { type: 'WALLET' },
      customer: { phoneNumber: '4712345678' },
      reference: reference,
      returnUrl: "https://example.com/thanks?order=#{reference}",
      userFlow: 'WEB_REDIRECT',
      paymentDescription: 'One pair of socks',
      metadata: { engraving: 'Bjørn & Åse ♥' }
    }
    key = { 'Idempotency-Key' => "#{reference}-create" }
    call('POST', '/epayment/v1/payments', order, headers: key)
  end

  def modify(reference, operation, value, key)
    amount = { modificationAmount: { currency: 'NOK', value: value } }
    path = "/epayment/v1/payments/#{reference}/#{operation}"
    call('POST', path, amount, headers: { 'Idempotency-Key' => "#{reference}-#{key}" })
  end

  def refusal
    yield
    nil
  rescue Refused => e
    problem = JSON.parse(e.answer.body)
    code = problem['extraDetails'].find { |detail| detail['name'] == 'ErrorCode' }
    { status: Integer(e.answer.code), contentType: e.answer.content_type, code: code['reason'] }
  end
end

# Keeps every delivery and says so at once; what it is worth is found out later.
def receive(endpoint, deliveries)
  loop do
    connection = endpoint.accept
    path = connection.gets.split[1]
    headers = {}
    until (line = connection.gets.chomp).empty?
      name, value = line.split(': ', 2)
      headers[name.downcase] = value
    end
    body = connection.read(Integer(headers['content-length']))
    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.close
    deliveries << Delivery.new(path, headers, body)
  end
end

def genuine?(secret, delivery)
  headers = delivery.headers
  hash = [OpenSSL::Digest.digest('SHA256', delivery.body)].pack('m0')
  return false unless OpenSSL.secure_compare(hash, headers['x-ms-content-sha256'])

  message = "POST\n#{delivery.path}\n#{headers['x-ms-date']};#{headers['host']};#{hash}"
  # The secret looks like Base64, but the key is its text.
  signature = [OpenSSL::HMAC.digest('SHA256', secret, message)].pack('m0')
  signed_headers = 'SignedHeaders=x-ms-date;host;x-ms-content-sha256'
  expected = "HMAC-SHA256 #{signed_headers}&Signature=#{signature}"
  OpenSSL.secure_compare(expected, headers['authorization'])
end

endpoint = TCPServer.new('127.0.0.1', 0)
received = Queue.new
Thread.new { receive(endpoint, received) }

Net::HTTP.start(HOST, 443, use_ssl: true, read_timeout: TIMEOUT_S) do |http|
  shop = Shop.new(http)
  shop.sign_in
  webhook = shop.call(
    'POST',
    '/webhooks/v1/webhooks',
    {
      url: "http://127.0.0.1:#{endpoint.addr[1]}/hooks/vipps?shop=1",
      events: EVENTS.map { |name| "epayments.payment.#{name}.v1" }
    }
  )

  report = { created: shop.create('order-0001') }
  customer = { customer: { phoneNumber: '4712345678' } }
  shop.call('POST', '/epayment/v1/test/payments/order-0001/approve', customer)
  report[:approved] = shop.call('GET', '/epayment/v1/payments/order-0001')
  report[:part] = shop.modify('order-0001', 'capture', 40_000, 'capture-1')
  report[:refusal] = shop.refusal { shop.modify('order-0001', 'capture', 70_000, 'capture-2') }
  # A refusal is remembered with its key, so what is tried next has a key of its own.
  report[:rest] = shop.modify('order-0001', 'capture', 60_000, 'capture-3')
  report[:refunded] = shop.modify('order-0001', 'refund', 25_000, 'refund-1')
  report[:events] = shop.call('GET', '/epayment/v1/payments/order-0001/events')

  shop.create('order-0002')
  cancel_key = { 'Idempotency-Key' => 'order-0002-cancel' }
  report[:cancelled] =
    shop.call('POST', '/epayment/v1/payments/order-0002/cancel', headers: cancel_key)

  deliveries = Timeout.timeout(TIMEOUT_S) { Array.new(DELIVERIES_EXPECTED) { received.pop } }
  secret = webhook['secret']
  report[:deliveries] = deliveries.map do |delivery|
    { genuine: genuine?(secret, delivery), event: JSON.parse(delivery.body) }
  end
  first = deliveries.first
  altered = Delivery.new(first.path, first.headers, first.body.sub('NOK', 'EUR'))
  report[:forgeries] = [genuine?(secret, altered), genuine?('guess', first)]

  shop.call('DELETE', "/webhooks/v1/webhooks/#{webhook['id']}")
  report[:webhooksLeft] = shop.call('GET', '/webhooks/v1/webhooks')['webhooks']
  puts JSON.generate(report)
end
