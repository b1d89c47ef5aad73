package org.konsil.web.ui.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.idp.InstitutionLoginService;
import org.konsil.idp.LoginRefusedException;
import org.konsil.org.InitialPassword;
import org.konsil.registration.Acceptance;
import org.konsil.registration.MessengerService;
import org.konsil.registration.OrganisationIdentity;
import org.konsil.registration.OrganisationService;
import org.konsil.registration.RegistrationException;

/** An organisation's services, its numbers in the TI and its contract. */
@Named("portalServices")
@RequestScoped
public class PortalServicesBean {
  @Inject private PortalSession session;
  @Inject private PortalTexts texts;
  @Inject private OrganisationService registration;
  @Inject private InstitutionLoginService login;
  @Inject private HttpServletRequest request;

  private String domain;
  private String displayName;
  private String telematikId;
  private String code;
  private String contact;
  private String given;
  private String error;
  private String done;
  private InitialPassword first;

  public void order() {
    attempt(
        () -> {
          first = registration.order(session.admin(), text(domain), displayName, text(telematikId));
          domain = null;
          displayName = null;
        });
  }

  /** Gives up the service whose domain was typed in. */
  public void giveUp() {
    attempt(
        () -> {
          registration.giveUp(session.admin(), text(given));
          done = texts.text("done.givenUp", text(given).trim());
          given = null;
        });
  }

  public void removeIdentity(String number) {
    attempt(
        () -> {
          registration.removeIdentity(session.admin(), number);
          done = texts.text("done.removed", number);
        });
  }

  /** Proves a further number by card, or one anew (AF_10438). */
  public void prove() {
    attempt(
        () -> {
          registration.requireCode(code, request.getRemoteAddr());
          try {
            var institution = login.logIn(Optional.empty());
            registration.prove(session.admin(), institution);
            done = texts.text("done.proved", institution.name(), institution.telematikId());
          } catch (LoginRefusedException refused) {
            error = texts.of(refused);
          }
        });
  }

  /** Where the organisation wants to be told by mail; empty for no mail. */
  public void saveContact() {
    attempt(
        () -> {
          registration.setContact(session.admin(), text(contact));
          done = texts.text("done.contact");
        });
  }

  public String getContact() {
    return contact == null ? registration.contact(session.admin()).orElse("") : contact;
  }

  public void setContact(String contact) {
    this.contact = contact;
  }

  public String signOut() {
    session.end();
    return "/registration?faces-redirect=true";
  }

  public String getOrganisation() {
    return registration.organisationName(session.admin());
  }

  public List<MessengerService> getServices() {
    return registration.services(session.admin());
  }

  public List<OrganisationIdentity> getIdentities() {
    return registration.identities(session.admin());
  }

  public List<Acceptance> getAcceptances() {
    return registration.acceptances(session.admin());
  }

  /** The first administrator's password, once; null otherwise. */
  public InitialPassword getFirst() {
    return first;
  }

  public String getError() {
    return error;
  }

  public String getDone() {
    return done;
  }

  public String getDomain() {
    return domain;
  }

  public void setDomain(String domain) {
    this.domain = domain;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getTelematikId() {
    return telematikId;
  }

  public void setTelematikId(String telematikId) {
    this.telematikId = telematikId;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getGiven() {
    return given;
  }

  public void setGiven(String given) {
    this.given = given;
  }

  private void attempt(Runnable act) {
    try {
      act.run();
    } catch (RegistrationException refused) {
      error = texts.of(refused);
    } catch (MatrixException refused) {
      error = texts.of(refused);
    }
  }

  private static String text(String entered) {
    return entered == null ? "" : entered;
  }
}
