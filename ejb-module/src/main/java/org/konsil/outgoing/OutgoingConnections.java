package org.konsil.outgoing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The pool of connections to other servers, and the limits that hold for each. */
@ApplicationScoped
class OutgoingConnections {
  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final TimeValue KEPT = TimeValue.ofMinutes(2);
  private static final int FOR_ALL = 400;
  private static final int FOR_ONE = 8;
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_HEADERS = 100;

  @Inject private OutgoingTrust trust;

  protected OutgoingConnections() {}

  OutgoingConnections(OutgoingTrust trust) {
    this.trust = trust;
  }

  /** A new client with a pool of its own. No cookies, redirects, retries or decompression. */
  CloseableHttpClient client() throws IOException {
    return HttpClients.custom()
        .setConnectionManager(pool())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("Konsil")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .evictIdleConnections(KEPT)
        .build();
  }

  private HttpClientConnectionManager pool() throws IOException {
    Http1Config limits =
        Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust.context()))
        .setDnsResolver(new NeverAgain())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setTimeToLive(TimeValue.ofMinutes(10))
                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                .build())
        .setMaxConnTotal(FOR_ALL)
        .setMaxConnPerRoute(FOR_ONE)
        .build();
  }

  /** Addresses are looked at before; a second look could be answered differently. */
  private static final class NeverAgain implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("an address that nobody looked at");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
