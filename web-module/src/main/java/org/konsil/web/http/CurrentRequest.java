package org.konsil.web.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.federation.FederationRequester;
import org.konsil.rawdata.RawDataOperation;

/** Who calls, and which domain is meant. Filled by the filters, read by the resources. */
@RequestScoped
public class CurrentRequest {
  private Requester requester;
  private FederationRequester federationRequester;
  private ObjectNode signedBody;
  private Domain domain;
  private String remoteAddress = "";
  private RawDataOperation measuredAs;

  /** The caller; {@code M_MISSING_TOKEN} when the operation is open and no token came. */
  public Requester requester() {
    if (requester == null) {
      throw MatrixException.missingToken();
    }
    return requester;
  }

  public boolean isAuthenticated() {
    return requester != null;
  }

  /** The caller, when the operation's token is optional. */
  public Optional<Requester> findRequester() {
    return Optional.ofNullable(requester);
  }

  boolean isSigned() {
    return federationRequester != null;
  }

  /** The server that signed the request; only of operations that carry {@link SignedRequest}. */
  public FederationRequester federationRequester() {
    if (federationRequester == null) {
      throw MatrixException.of(ErrorCode.M_UNAUTHORIZED, "The request is not signed");
    }
    return federationRequester;
  }

  /** The body that the signature covers; present in the same operations. */
  Optional<ObjectNode> findSignedBody() {
    return Optional.ofNullable(signedBody);
  }

  /** Where the request comes from, as the server knows it (it resolves trusted proxies). */
  public String remoteAddress() {
    return remoteAddress;
  }

  /** The token's domain, else the one that the Host header means. */
  public Domain domain() {
    return domain;
  }

  /** What raw data call the request, when its operation alone does not say. */
  Optional<RawDataOperation> measuredAs() {
    return Optional.ofNullable(measuredAs);
  }

  /** The request invites somebody: to raw data that is something else outside of the server. */
  public void invites(UserId invitee) {
    boolean within = invitee.server().equals(domain.name());
    measuredAs = within ? RawDataOperation.INVITATION_WITHIN : RawDataOperation.INVITATION_SENT;
  }

  void authenticated(Requester caller) {
    this.requester = caller;
  }

  void authenticated(FederationRequester server, ObjectNode body) {
    this.federationRequester = server;
    this.signedBody = body;
  }

  void from(String address) {
    this.remoteAddress = address;
  }

  void addressed(Domain meant) {
    this.domain = meant;
  }
}
