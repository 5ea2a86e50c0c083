<?php

/*
 * A merchant's program, written from the public documentation with nothing but PHP and its curl
 * extension. It takes one payment through its whole life and cancels another, and prints the
 * answers it got as one line of JSON.
 */

declare(strict_types=1);

const API = 'https://apitest.vipps.no';
const CLIENT_ID = '11111111-1111-4111-8111-111111111111';
const CLIENT_SECRET = 'demo-client-secret';
const HEADERS = [
    'Ocp-Apim-Subscription-Key: 0123456789abcdef0123456789abcdef',
    'Merchant-Serial-Number: 123456',
    'Vipps-System-Name: acme',
    'Vipps-System-Version: 3.1.2',
];
const EVENTS = ['created', 'authorized', 'captured', 'refunded', 'terminated'];
const DELIVERIES_EXPECTED = 7;
const TIMEOUT_S = 30;

final class Refused extends Exception
{
    public function __construct(
        public readonly int $status,
        public readonly ?string $contentType,
        public readonly string $body,
    ) {
        parent::__construct("$status $body");
    }
}

final class Vipps
{
    private array $headers = HEADERS;

    public function signIn(): void
    {
        $keys = ['client_id: ' . CLIENT_ID, 'client_secret: ' . CLIENT_SECRET];
        $token = $this->call('POST', '/accesstoken/get', headers: $keys)->access_token;
        $this->headers[] = "Authorization: Bearer $token";
    }

    public function create(string $reference): object
    {
        $order = [
            'amount' => ['currency' => 'NOK', 'value' => 100_000],
            'paymentMethod' => ['type' => 'WALLET'],
            'customer' => ['phoneNumber' => '4712345678'],
            'reference' => $reference,
            'returnUrl' => "https://example.com/thanks?order=$reference",
            'userFlow' => 'WEB_REDIRECT',
            'paymentDescription' => 'One pair of socks',
            'metadata' => ['engraving' => 'Bjørn & Åse ♥'],
        ];
        $key = ["Idempotency-Key: $reference-create"];
        return $this->call('POST', '/epayment/v1/payments', $order, $key);
    }

    public function modify(string $reference, string $operation, int $value, string $key): object
    {
        $amount = ['modificationAmount' => ['currency' => 'NOK', 'value' => $value]];
        $path = "/epayment/v1/payments/$reference/$operation";
        return $this->call('POST', $path, $amount, ["Idempotency-Key: $reference-$key"]);
    }

    public function call(
        string $method,
        string $path,
        ?array $body = null,
        array $headers = [],
    ): mixed {
        $headers = [...$this->headers, ...$headers];
        $options = [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => TIMEOUT_S,
        ];
        if ($body !== null) {
            $headers[] = 'Content-Type: application/json';
            $options[CURLOPT_POSTFIELDS] = json_encode($body, JSON_THROW_ON_ERROR);
        }
        $curl = curl_init(API . $path);
        curl_setopt_array($curl, $options + [CURLOPT_HTTPHEADER => $headers]);
        $answer = curl_exec($curl);
        if ($answer === false) {
            throw new RuntimeException(curl_error($curl));
        }
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        if ($status >= 300) {
            throw new Refused($status, curl_getinfo($curl, CURLINFO_CONTENT_TYPE), $answer);
        }
        // Force approve and the deletion of a webhook succeed without a body.
        return $answer === '' ? null : json_decode($answer, flags: JSON_THROW_ON_ERROR);
    }
}

/** PHP's own web server, which serves this very file on a free port. */
final class Endpoint
{
    public readonly string $origin;
    private $server;
    private $log;
    private $deliveries;

    public function __construct()
    {
        $command = [PHP_BINARY, '-S', '127.0.0.1:0', __FILE__];
        $this->server = proc_open($command, [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        [1 => $this->deliveries, 2 => $this->log] = $pipes;
        $started = fgets($this->log);
        if (!preg_match('#\((http://[\d.:]+)\) started#', (string) $started, $found)) {
            throw new RuntimeException("the endpoint did not start: $started");
        }
        $this->origin = $found[1];
    }

    /** What each request runs: keeps the delivery and says so at once. */
    public static function keepDelivery(): void
    {
        $delivery = [
            'path' => $_SERVER['REQUEST_URI'],
            'headers' => array_change_key_case(getallheaders()),
            'body' => file_get_contents('php://input'),
        ];
        file_put_contents('php://stdout', json_encode($delivery, JSON_THROW_ON_ERROR) . "\n");
    }

    public function nextDelivery(): array
    {
        $readable = [$this->deliveries];
        $none = null;
        if (stream_select($readable, $none, $none, TIMEOUT_S) !== 1) {
            throw new RuntimeException('a webhook did not arrive');
        }
        return json_decode(fgets($this->deliveries), true, flags: JSON_THROW_ON_ERROR);
    }

    public function close(): void
    {
        proc_terminate($this->server);
    }
}

function isGenuine(string $secret, array $delivery): bool
{
    ['path' => $path, 'headers' => $headers, 'body' => $body] = $delivery;
    $hash = base64_encode(hash('sha256', $body, true));
    if (!hash_equals($hash, $headers['x-ms-content-sha256'])) {
        return false;
    }
    $message = "POST\n$path\n{$headers['x-ms-date']};{$headers['host']};$hash";
    // The secret looks like Base64, but the key is its text.
    $signature = base64_encode(hash_hmac('sha256', $message, $secret, true));
    $signedHeaders = 'SignedHeaders=x-ms-date;host;x-ms-content-sha256';
    $expected = "HMAC-SHA256 $signedHeaders&Signature=$signature";
    return hash_equals($expected, $headers['authorization']);
}

function refusalOf(Refused $refused): array
{
    $problem = json_decode($refused->body, true, flags: JSON_THROW_ON_ERROR);
    $codes = array_column($problem['extraDetails'], 'reason', 'name');
    return [
        'status' => $refused->status,
        'contentType' => $refused->contentType,
        'code' => $codes['ErrorCode'],
    ];
}

function main(Endpoint $endpoint): array
{
    $vipps = new Vipps();
    $vipps->signIn();
    $webhook = $vipps->call('POST', '/webhooks/v1/webhooks', [
        'url' => "$endpoint->origin/hooks/vipps?shop=1",
        'events' => array_map(fn ($name) => "epayments.payment.$name.v1", EVENTS),
    ]);

    $report = ['created' => $vipps->create('order-0001')];
    $customer = ['customer' => ['phoneNumber' => '4712345678']];
    $vipps->call('POST', '/epayment/v1/test/payments/order-0001/approve', $customer);
    $report['approved'] = $vipps->call('GET', '/epayment/v1/payments/order-0001');
    $report['part'] = $vipps->modify('order-0001', 'capture', 40_000, 'capture-1');
    try {
        $vipps->modify('order-0001', 'capture', 70_000, 'capture-2');
    } catch (Refused $refused) {
        $report['refusal'] = refusalOf($refused);
    }
    // A refusal is remembered with its key, so what is tried next has a key of its own.
    $report['rest'] = $vipps->modify('order-0001', 'capture', 60_000, 'capture-3');
    $report['refunded'] = $vipps->modify('order-0001', 'refund', 25_000, 'refund-1');
    $report['events'] = $vipps->call('GET', '/epayment/v1/payments/order-0001/events');

    $vipps->create('order-0002');
    $cancelKey = ['Idempotency-Key: order-0002-cancel'];
    $cancelPath = '/epayment/v1/payments/order-0002/cancel';
    $report['cancelled'] = $vipps->call('POST', $cancelPath, headers: $cancelKey);

    for ($count = 0; $count < DELIVERIES_EXPECTED; $count += 1) {
        $delivery = $endpoint->nextDelivery();
        $report['deliveries'][] = [
            'genuine' => isGenuine($webhook->secret, $delivery),
            'event' => json_decode($delivery['body'], flags: JSON_THROW_ON_ERROR),
        ];
    }
    $altered = str_replace('NOK', 'EUR', $delivery['body']);
    $report['forgeries'] = [
        isGenuine($webhook->secret, ['body' => $altered] + $delivery),
        isGenuine('guess', $delivery),
    ];

    $vipps->call('DELETE', "/webhooks/v1/webhooks/$webhook->id");
    $report['webhooksLeft'] = $vipps->call('GET', '/webhooks/v1/webhooks')->webhooks;
    return $report;
}

if (PHP_SAPI === 'cli-server') {
    Endpoint::keepDelivery();
    exit;
}
$endpoint = new Endpoint();
try {
    echo json_encode(main($endpoint), JSON_THROW_ON_ERROR), "\n";
} finally {
    $endpoint->close();
}
