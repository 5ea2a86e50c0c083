import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A merchant's program, written from the public documentation with the JDK alone. It takes one
 * payment through its whole life and cancels another, and prints the answers it got as one line of
 * JSON.
 */
class Merchant {
  private static final String API = "https://apitest.vipps.no";
  private static final String CLIENT_ID = "11111111-1111-4111-8111-111111111111";
  private static final String CLIENT_SECRET = "demo-client-secret";
  private static final int DELIVERIES_EXPECTED = 7;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<String, String> headers = new LinkedHashMap<>();

  public static void main(String[] arguments) throws Exception {
    BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    HttpServer shop = HttpServer.create(anyPort, 0);
    shop.createContext("/hooks/vipps", exchange -> deliveries.add(Delivery.receive(exchange)));
    shop.start();
    try {
      String report = Json.object(new Merchant().sell(shop.getAddress(), deliveries));
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println(report);
    } finally {
      shop.stop(0);
    }
  }

  /** What happened, by name, each as JSON. */
  private Map<String, String> sell(InetSocketAddress shop, BlockingQueue<Delivery> deliveries)
      throws Exception {
    signIn();
    String webhook = register("http://127.0.0.1:" + shop.getPort() + "/hooks/vipps?shop=1");
    Map<String, String> report = new LinkedHashMap<>();

    report.put("created", create("order-0001"));
    approve("order-0001");
    report.put("approved", call("GET", "/epayment/v1/payments/order-0001"));
    report.put("part", modify("order-0001", "capture", 40_000, "capture-1"));
    try {
      modify("order-0001", "capture", 70_000, "capture-2");
    } catch (RefusedException refused) {
      report.put("refusal", refused.report());
    }
    // A refusal is remembered with its key, so what is tried next has a key of its own.
    report.put("rest", modify("order-0001", "capture", 60_000, "capture-3"));
    report.put("refunded", modify("order-0001", "refund", 25_000, "refund-1"));
    report.put("events", call("GET", "/epayment/v1/payments/order-0001/events"));

    create("order-0002");
    report.put("cancelled", cancel("order-0002"));

    String secret = Json.text(webhook, "secret");
    List<String> received = new ArrayList<>();
    Delivery last = null;
    while (received.size() < DELIVERIES_EXPECTED) {
      last = deliveries.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (last == null) throw new IOException("a webhook did not arrive");
      received.add("{\"genuine\":" + last.isGenuine(secret) + ",\"event\":" + last.body() + "}");
    }
    report.put("deliveries", received.toString());
    List<Boolean> forgeries =
        List.of(last.altered("NOK", "EUR").isGenuine(secret), last.isGenuine("guess"));
    report.put("forgeries", forgeries.toString());

    call("DELETE", "/webhooks/v1/webhooks/" + Json.text(webhook, "id"));
    report.put("webhooksLeft", Json.list(call("GET", "/webhooks/v1/webhooks"), "webhooks"));
    return report;
  }

  private void signIn() throws IOException, InterruptedException {
    headers.put("Ocp-Apim-Subscription-Key", "0123456789abcdef0123456789abcdef");
    headers.put("Merchant-Serial-Number", "123456");
    headers.put("Vipps-System-Name", "acme");
    String[] keys = {"client_id", CLIENT_ID, "client_secret", CLIENT_SECRET};
    String token = Json.text(call("POST", "/accesstoken/get", null, keys), "access_token");
    headers.put("Authorization", "Bearer " + token);
  }

  private String register(String url) throws IOException, InterruptedException {
    String body =
        """
        {
          "url": "%s",
          "events": [
            "epayments.payment.created.v1",
            "epayments.payment.authorized.v1",
            "epayments.payment.captured.v1",
            "epayments.payment.refunded.v1",
            "epayments.payment.terminated.v1"
          ]
        }
        """;
    return call("POST", "/webhooks/v1/webhooks", body.formatted(url));
  }

  private String create(String reference) throws IOException, InterruptedException {
    String body =
        """
        {
          "amount": {"currency": "NOK", "value": 100000},
          "paymentMethod": {"type": "WALLET"},
          "customer": {"phoneNumber": "4712345678"},
          "reference": "%1$s",
          "returnUrl": "https://example.com/thanks?order=%1$s",
          "userFlow": "WEB_REDIRECT",
          "paymentDescription": "One pair of socks",
          "metadata": {"engraving": "Bjørn & Åse ♥"}
        }
        """;
    String key = reference + "-create";
    String order = body.formatted(reference);
    return call("POST", "/epayment/v1/payments", order, "Idempotency-Key", key);
  }

  private void approve(String reference) throws IOException, InterruptedException {
    String path = "/epayment/v1/test/payments/" + reference + "/approve";
    call("POST", path, "{\"customer\": {\"phoneNumber\": \"4712345678\"}}");
  }

  private String modify(String reference, String operation, long value, String key)
      throws IOException, InterruptedException {
    String path = "/epayment/v1/payments/" + reference + "/" + operation;
    String body = "{\"modificationAmount\": {\"currency\": \"NOK\", \"value\": " + value + "}}";
    return call("POST", path, body, "Idempotency-Key", reference + "-" + key);
  }

  private String cancel(String reference) throws IOException, InterruptedException {
    String path = "/epayment/v1/payments/" + reference + "/cancel";
    return call("POST", path, null, "Idempotency-Key", reference + "-cancel");
  }

  private String call(String method, String path) throws IOException, InterruptedException {
    return call(method, path, null);
  }

  private String call(String method, String path, String body, String... more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(API + path)).timeout(TIMEOUT);
    headers.forEach(request::setHeader);
    if (more.length > 0) request.headers(more);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.setHeader("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) throw new RefusedException(answer);
    return answer.body();
  }
}

/** An answer other than success. */
class RefusedException extends IOException {
  private static final Pattern ERROR_CODE = Pattern.compile("\\{[^{}]*\"ErrorCode\"[^{}]*}");

  private final transient HttpResponse<String> answer;

  RefusedException(HttpResponse<String> answer) {
    super(answer.statusCode() + " " + answer.body());
    this.answer = answer;
  }

  String report() {
    String contentType = answer.headers().firstValue("Content-Type").orElse("");
    Matcher detail = ERROR_CODE.matcher(answer.body());
    String code = detail.find() ? Json.text(detail.group(), "reason") : "";
    return "{\"status\":%d,\"contentType\":\"%s\",\"code\":\"%s\"}"
        .formatted(answer.statusCode(), contentType, code);
  }
}

/** A webhook as it arrived. */
record Delivery(String path, Headers headers, String body) {
  /** Keeps the delivery and says so at once; what it is worth is found out later. */
  static Delivery receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    return new Delivery(
        exchange.getRequestURI().toString(),
        exchange.getRequestHeaders(),
        new String(body, StandardCharsets.UTF_8));
  }

  Delivery altered(String from, String to) {
    return new Delivery(path, headers, body.replace(from, to));
  }

  boolean isGenuine(String secret) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(body));
    String hash = Base64.getEncoder().encodeToString(digest);
    if (!isSame(hash, headers.getFirst("X-Ms-Content-Sha256"))) return false;
    Mac mac = Mac.getInstance("HmacSHA256");
    // The secret looks like Base64, but the key is its text.
    mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
    String date = headers.getFirst("X-Ms-Date");
    String host = headers.getFirst("Host");
    byte[] code = mac.doFinal(bytes("POST\n%s\n%s;%s;%s".formatted(path, date, host, hash)));
    String signature = Base64.getEncoder().encodeToString(code);
    String signedHeaders = "SignedHeaders=x-ms-date;host;x-ms-content-sha256";
    String expected = "HMAC-SHA256 " + signedHeaders + "&Signature=" + signature;
    return isSame(expected, headers.getFirst("Authorization"));
  }

  private static boolean isSame(String left, String right) {
    return MessageDigest.isEqual(bytes(left), bytes(right));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

/** The JDK reads no JSON; what is needed of these answers is flat enough for a pattern. */
class Json {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private Json() {}

  /** The text that the named member holds. */
  static String text(String json, String name) {
    String escaped = find(json, name, "\"((?:[^\"\\\\]|\\\\.)*)\"");
    return ESCAPE
        .matcher(escaped)
        .replaceAll(
            escape -> {
              String code = escape.group(1);
              String character =
                  code == null ? escape.group(2) : Character.toString(Integer.parseInt(code, 16));
              return Matcher.quoteReplacement(character);
            });
  }

  /** The list that the named member holds, as JSON; no list inside it is expected. */
  static String list(String json, String name) {
    return find(json, name, "(\\[[^\\[\\]]*])");
  }

  static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String find(String json, String name, String pattern) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*" + pattern).matcher(json);
    if (!found.find()) throw new IllegalArgumentException(name + " is missing in " + json);
    return found.group(1);
  }
}
