package org.konsil.jca.konnektor;

import java.util.List;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardTerminal;
import org.konsil.jca.api.CertificateCheck;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.PinResult;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;
import org.konsil.jca.api.ServiceDirectory;
import org.konsil.jca.api.Subscription;
import org.konsil.jca.api.TlsState;

/** The application's handle on a pooled connection. */
final class PooledConnection implements KonnektorConnection {

  private final CallContext context;
  private volatile KonnektorManagedConnection managed;

  PooledConnection(KonnektorManagedConnection managed, CallContext context) {
    this.managed = managed;
    this.context = context;
  }

  @Override
  public ServiceDirectory services() {
    return open().wire().directory();
  }

  @Override
  public TlsState tls() {
    return open().wire().tls();
  }

  @Override
  public List<Card> getCards(Scope scope) throws KonnektorException {
    return open().call(context, soap -> new EventCalls(soap).getCards(scope));
  }

  @Override
  public List<CardTerminal> getCardTerminals(Scope scope) throws KonnektorException {
    return open().call(context, soap -> new EventCalls(soap).getCardTerminals(scope));
  }

  @Override
  public ConnectorState getResourceInformation() throws KonnektorException {
    return open().call(context, soap -> new EventCalls(soap).getResourceInformation());
  }

  @Override
  public PinState getPinStatus(String cardHandle, PinType pin) throws KonnektorException {
    return open().call(context, soap -> new CardCalls(soap).getPinStatus(cardHandle, pin));
  }

  @Override
  public PinResult verifyPin(String cardHandle, PinType pin) throws KonnektorException {
    return open().call(context, soap -> new CardCalls(soap).verifyPin(cardHandle, pin));
  }

  @Override
  public byte[] externalAuthenticate(String cardHandle, byte[] hash) throws KonnektorException {
    return open().call(context, soap -> new CardCalls(soap).externalAuthenticate(cardHandle, hash));
  }

  @Override
  public CertificateCheck verifyCertificate(byte[] certificate) throws KonnektorException {
    return open().call(context, soap -> new CardCalls(soap).verifyCertificate(certificate));
  }

  @Override
  public byte[] readAuthenticationCertificate(String cardHandle) throws KonnektorException {
    return open()
        .call(context, soap -> new CardCalls(soap).readAuthenticationCertificate(cardHandle));
  }

  @Override
  public Subscription subscribe(String eventTo, String topic) throws KonnektorException {
    return open().call(context, soap -> new EventCalls(soap).subscribe(eventTo, topic));
  }

  @Override
  public List<Subscription> renewSubscriptions(List<String> subscriptionIds)
      throws KonnektorException {
    return open().call(context, soap -> new EventCalls(soap).renewSubscriptions(subscriptionIds));
  }

  @Override
  public void unsubscribe(String subscriptionId) throws KonnektorException {
    open()
        .call(
            context,
            soap -> {
              new EventCalls(soap).unsubscribe(subscriptionId);
              return null;
            });
  }

  @Override
  public void close() {
    KonnektorManagedConnection was = managed;
    managed = null;
    if (was != null) {
      was.closed(this);
    }
  }

  /** The container takes the connection away. */
  void invalidate() {
    managed = null;
  }

  void moveTo(KonnektorManagedConnection other) {
    KonnektorManagedConnection was = managed;
    if (was != null) {
      was.dissociated(this);
    }
    managed = other;
  }

  private KonnektorManagedConnection open() {
    KonnektorManagedConnection now = managed;
    if (now == null) {
      throw new IllegalStateException("the connection is closed");
    }
    return now;
  }
}
