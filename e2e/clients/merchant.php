<?php

/*
 * A merchant's program, written from the public documentation with nothing but PHP and its curl
 * extension. It takes one payment through its whole life and cancels another, and prints the answers
 * it got as one line of JSON.
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

/** The web shop's own endpoint: keeps every delivery and says so at once. */
function receiveDelivery(): void
{
    $delivery = [
        'path' => $_SERVER['REQUEST_URI'],
        'headers' => array_change_key_case(getallheaders()),
        'body' => file_get_contents('php://input'),
    ];
    file_put_contents('php://stdout', json_encode($delivery, JSON_THROW_ON_ERROR) . "\n");
}

/** PHP's web server on a free port, serving this very file: its process, its output, its port. */
function openShop(): array
{
    $command = [PHP_BINARY, '-S', '127.0.0.1:0', __FILE__];
    $shop = proc_open($command, [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
    do {
        $line = fgets($pipes[2]);
        $isOpen = preg_match('#http://127\.0\.0\.1:(\d+)\) started#', (string) $line, $found);
    } while ($line !== false && !$isOpen);
    return [$shop, $pipes[1], (int) $found[1]];
}

function nextDelivery($output): array
{
    $readable = [$output];
    $none = null;
    if (stream_select($readable, $none, $none, TIMEOUT_S) !== 1) {
        throw new RuntimeException('a webhook did not arrive');
    }
    return json_decode(fgets($output), true, flags: JSON_THROW_ON_ERROR);
}

function call(string $method, string $path, array $headers, ?array $body = null): ?object
{
    $curl = curl_init(API . $path);
    $options = [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => TIMEOUT_S,
    ];
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
        $options[CURLOPT_POSTFIELDS] = json_encode($body, JSON_THROW_ON_ERROR);
    }
    curl_setopt_array($curl, $options + [CURLOPT_HTTPHEADER => [...HEADERS, ...$headers]]);
    $answer = curl_exec($curl);
    if ($answer === false) {
        throw new RuntimeException(curl_error($curl));
    }
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($status >= 300) {
        throw new Refused($status, curl_getinfo($curl, CURLINFO_CONTENT_TYPE), $answer);
    }
    // Force approve and the deletion of a webhook succeed without a body. The event log is a list.
    return $answer === '' ? null : (object) json_decode($answer, flags: JSON_THROW_ON_ERROR);
}
