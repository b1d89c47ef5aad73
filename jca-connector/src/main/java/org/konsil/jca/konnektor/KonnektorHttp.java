package org.konsil.jca.konnektor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorUnreachableException;

/**
 * HTTP to the Konnektor: own certificate, time limit over the whole answer, size limit, no
 * redirects, no repeats. Shared by all connections of a factory, which is what keeps sockets alive
 * between calls.
 */
final class KonnektorHttp {

  /** No answer we ask for comes near; a certificate is about 2 KiB, a card in a list 1 KiB. */
  static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

  private final HttpClient client;
  private final Duration readTimeout;

  /** An answer of whatever status. */
  record Answer(int status, byte[] body, Optional<SSLSession> tls) {}

  KonnektorHttp(KonnektorSettings settings) throws KonnektorNotConfiguredException {
    this.readTimeout = settings.readTimeout();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout());
    if (settings.secure()) {
      try {
        builder.sslContext(settings.tls().context());
      } catch (GeneralSecurityException e) {
        throw new KonnektorNotConfiguredException("TLS: " + e.getMessage(), e);
      }
    }
    this.client = builder.build();
  }

  Answer get(URI address) throws KonnektorException {
    return send(HttpRequest.newBuilder(address).GET(), readTimeout);
  }

  /**
   * @param timeout for the whole answer
   */
  Answer post(URI address, String soapAction, byte[] body, Duration timeout)
      throws KonnektorException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"" + soapAction + "\"")
            .POST(BodyPublishers.ofByteArray(body)),
        timeout);
  }

  private Answer send(HttpRequest.Builder builder, Duration timeout) throws KonnektorException {
    HttpRequest request = builder.timeout(timeout).build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, headers -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body(), response.sslSession());
    } catch (TimeoutException e) {
      throw new KonnektorUnreachableException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KonnektorUnreachableException("interrupted", new InterruptedIOException());
    } finally {
      pending.cancel(true);
    }
  }

  private static KonnektorException failure(Throwable cause) {
    if (cause instanceof BoundedBody.TooLargeException) {
      return new KonnektorAnswerException(cause.getMessage());
    }
    if (cause instanceof IOException) {
      String what = cause.getMessage() == null ? "" : ": " + cause.getMessage();
      return new KonnektorUnreachableException(cause.getClass().getSimpleName() + what, cause);
    }
    return new KonnektorUnreachableException("call failed", cause);
  }
}
