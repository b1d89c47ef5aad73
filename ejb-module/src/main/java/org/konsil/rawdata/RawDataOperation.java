package org.konsil.rawdata;

/** The measured operations, by the use case that they are a part of. */
public enum RawDataOperation {
  /** AF_10103: an organisation authenticates at the registration service. */
  REGISTRATION_LOGIN("TIM.UC_10060_01"),
  /** AF_10060: a messenger service is made. */
  SERVICE_CREATION("TIM.UC_10060_02"),
  /** AF_10060: it is put into the federation. */
  FEDERATION_ENTRY("TIM.UC_10060_03"),
  /** AF_10057: which ways of logging in there are. */
  LOGIN_TYPES("TIM.UC_10057_01"),
  /** AF_10057: a Matrix access token is issued. */
  ACCESS_TOKEN("TIM.UC_10057_02"),
  /** AF_10057: a Matrix OpenID token is issued. */
  OPENID_TOKEN("TIM.UC_10057_03"),
  /** AF_10104: search for a user of the own server. */
  USER_SEARCH("TIM.UC_10104-01_01"),
  /** AF_10104: invitation of a user of the own server. */
  INVITATION_WITHIN("TIM.UC_10104-01_02"),
  /** AF_10061: invitation of another server's user, on the sender's side. */
  INVITATION_SENT("TIM.UC_10061-01_02"),
  /** AF_10061: on the receiver's side. */
  INVITATION_RECEIVED("TIM.UC_10061-01_03"),
  /** AF_10063: an event that a client sent is taken. */
  EVENT_WITHIN("TIM.UC_10063_01"),
  /** AF_10062: events delivered to another server. */
  EVENT_SENT("TIM.UC_10062_01"),
  /** AF_10062: events taken from another server. */
  EVENT_RECEIVED("TIM.UC_10062_02"),
  /** AF_10059: RegService-OpenID-Token for the organisation's entries in the directory. */
  OWNER_TOKEN("TIM.UC_10059-01_02");

  private final String id;

  RawDataOperation(String id) {
    this.id = id;
  }

  /** As gematik names it. */
  public String id() {
    return id;
  }
}
