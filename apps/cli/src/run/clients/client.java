import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Both clients of the JDK, one after the other. */
class Client {
  private static final URI ADDRESS =
      URI.create("https://apitest.vipps.no/epayment/v1/payments");

  public static void main(String[] arguments) throws Exception {
    String body = System.getenv("CLIENT_BODY");
    System.exit(viaHttpClient(body) && viaUrlConnection(body) ? 0 : 1);
  }

  private static boolean viaHttpClient(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(ADDRESS)
            .header("Content-Type", "application/json")
            .header("Merchant-Serial-Number", "123456")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 201 && answer.body().equals(body);
  }

  private static boolean viaUrlConnection(String body) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) ADDRESS.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Merchant-Serial-Number", "123456");
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    byte[] answer = connection.getInputStream().readAllBytes();
    return connection.getResponseCode() == 201
        && new String(answer, StandardCharsets.UTF_8).equals(body);
  }
}
