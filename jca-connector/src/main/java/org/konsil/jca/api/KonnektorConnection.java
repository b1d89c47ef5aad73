package org.konsil.jca.api;

import java.util.List;

/**
 * One use of the Konnektor: take it, call, close it (which gives it back to the pool). Every call
 * carries the call context the connection was taken with, blocks up to the configured read timeout
 * and raises a {@link KonnektorException}; none may be made while a database lock is held.
 *
 * <p>Not for several threads at once.
 */
public interface KonnektorConnection extends AutoCloseable {

  /** What connector.sds announced when this connection was opened; no network. */
  ServiceDirectory services() throws KonnektorException;

  /** The TLS session of the latest answer; no network. */
  TlsState tls() throws KonnektorException;

  /** EventService GetCards: the cards that are in a terminal now. */
  List<Card> getCards(Scope scope) throws KonnektorException;

  /** EventService GetCardTerminals. */
  List<CardTerminal> getCardTerminals(Scope scope) throws KonnektorException;

  /**
   * EventService GetResourceInformation without a resource: the Konnektor's own state, its health
   * check.
   */
  ConnectorState getResourceInformation() throws KonnektorException;

  /**
   * CardService GetPinStatus.
   *
   * @param cardHandle a handle from {@link #getCards}; valid until the card is removed
   */
  PinState getPinStatus(String cardHandle, PinType pin) throws KonnektorException;

  /**
   * CardService VerifyPin: has somebody enter the PIN at the card's terminal. Blocks until that was
   * done, up to two minutes; not for a thread that others wait for.
   *
   * @throws KonnektorUnreachableException also when nobody entered anything in time
   */
  PinResult verifyPin(String cardHandle, PinType pin) throws KonnektorException;

  /**
   * AuthSignatureService ExternalAuthenticate: the card signs a hash with the key of its
   * authentication certificate on brainpoolP256r1. Its PIN must have been verified, otherwise the
   * Konnektor answers with a fault.
   *
   * @param hash SHA-256 of what is to be signed, 32 bytes
   * @return the ECDSA signature as a DER sequence of R and S
   */
  byte[] externalAuthenticate(String cardHandle, byte[] hash) throws KonnektorException;

  /**
   * CertificateService VerifyCertificate: what the TI says of a certificate now.
   *
   * @param certificate DER
   */
  CertificateCheck verifyCertificate(byte[] certificate) throws KonnektorException;

  /**
   * CertificateService ReadCardCertificate for the card's authentication certificate (C.AUT) on
   * brainpoolP256r1.
   *
   * @return the certificate, DER; the JDK cannot read that curve, so parsing needs BouncyCastle
   */
  byte[] readAuthenticationCertificate(String cardHandle) throws KonnektorException;

  /**
   * EventService Subscribe.
   *
   * @param eventTo where the Konnektor is to send events, {@code cetp://host:port}
   * @param topic a topic or its prefix, at most 1024 characters
   */
  Subscription subscribe(String eventTo, String topic) throws KonnektorException;

  /**
   * EventService RenewSubscriptions.
   *
   * @param subscriptionIds 1 to 1000 ids
   */
  List<Subscription> renewSubscriptions(List<String> subscriptionIds) throws KonnektorException;

  /** EventService Unsubscribe by subscription id. */
  void unsubscribe(String subscriptionId) throws KonnektorException;

  /** Gives the connection back; further calls fail. Closing twice does nothing. */
  @Override
  void close();

  /** Which cards and terminals a question covers. */
  enum Scope {
    /** those the context's workplace may reach */
    WORKPLACE,
    /** all of the mandant, the attribute {@code mandant-wide} */
    MANDANT
  }
}
