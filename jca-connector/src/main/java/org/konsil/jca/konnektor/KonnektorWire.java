package org.konsil.jca.konnektor;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.ServiceDirectory;
import org.konsil.jca.api.TlsState;

/** A Konnektor that was reached: its directory, and the way to its services. */
final class KonnektorWire {

  private final KonnektorSettings settings;
  private final KonnektorHttp http;
  private volatile ServiceDirectory directory;
  private volatile Optional<SSLSession> tls = Optional.empty();

  /** Reads connector.sds; a wire exists only after that succeeded. */
  KonnektorWire(KonnektorSettings settings, KonnektorHttp http) throws KonnektorException {
    this.settings = settings;
    this.http = http;
    readDirectory();
  }

  /** Reads connector.sds anew, which is also the cheapest proof that the Konnektor is there. */
  void readDirectory() throws KonnektorException {
    KonnektorHttp.Answer answer = http.get(settings.directory());
    if (answer.status() != 200) {
      throw new KonnektorUnreachableException("connector.sds: HTTP status " + answer.status());
    }
    tls = answer.tls();
    directory = DirectoryReader.read(answer.body());
  }

  KonnektorHttp.Answer post(URI address, String action, byte[] message, Duration timeout)
      throws KonnektorException {
    KonnektorHttp.Answer answer = http.post(address, action, message, timeout);
    tls = answer.tls();
    return answer;
  }

  ServiceDirectory directory() {
    return directory;
  }

  /** For the answer to a question that no person has to deal with. */
  Duration readTimeout() {
    return settings.readTimeout();
  }

  boolean secure() {
    return settings.secure();
  }

  TlsState tls() {
    return new TlsState(
        tls.map(SSLSession::getProtocol), ownCertificateUntil(), tls.flatMap(this::peerUntil));
  }

  private Optional<Instant> ownCertificateUntil() {
    try {
      return settings.secure() ? settings.tls().ownCertificateUntil() : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> peerUntil(SSLSession session) {
    try {
      Certificate peer = session.getPeerCertificates()[0];
      return peer instanceof X509Certificate certificate
          ? Optional.of(certificate.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }
}
