package org.konsil.web.ui.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.idp.Institution;
import org.konsil.idp.InstitutionLoginService;
import org.konsil.idp.LoginRefusedException;
import org.konsil.kim.KimProofService;
import org.konsil.kim.KimRefusedException;
import org.konsil.registration.ContractDocument;
import org.konsil.registration.Enrolment;
import org.konsil.registration.OrgAdminAccountService;
import org.konsil.registration.OrganisationService;
import org.konsil.registration.RegistrationException;

/** The door of the portal: sign in, or prove by card who the organisation is and register. */
@Named("portalDoor")
@RequestScoped
public class PortalDoorBean {
  private static final String INSIDE = "/registration/services?faces-redirect=true";

  @Inject private PortalSession session;
  @Inject private PortalTexts texts;
  @Inject private OrganisationService registration;
  @Inject private OrgAdminAccountService accounts;
  @Inject private InstitutionLoginService login;
  @Inject private KimProofService kimProofs;
  @Inject private HttpServletRequest request;
  @Inject private Clock clock;

  private String name;
  private String telematikId;
  private String sent;
  private String password;
  private String code;
  private String[] accepted = {};
  private String error;
  private Enrolment enrolment;

  public String signIn() {
    try {
      var admin = accounts.signIn(text(name), text(password), text(code), request.getRemoteAddr());
      // a session id that somebody planted before the sign-in must not become a signed-in one
      request.getSession();
      request.changeSessionId();
      session.start(admin, clock.instant());
      return INSIDE;
    } catch (RegistrationException refused) {
      error = texts.of(refused);
    } catch (MatrixException refused) {
      error = texts.of(refused);
    }
    return null;
  }

  /** Has the card at the Konnektor log in, for who knows the code of this installation. */
  public void prove() {
    try {
      registration.requireCode(code, request.getRemoteAddr());
      request.getSession();
      request.changeSessionId();
      session.proved(login.logIn(Optional.empty()), clock.instant());
    } catch (LoginRefusedException refused) {
      error = texts.of(refused);
    } catch (RegistrationException refused) {
      error = texts.of(refused);
    } catch (MatrixException refused) {
      error = texts.of(refused);
    }
  }

  /** Has a link sent to the KIM address that the directory lists for the Telematik-ID. */
  public void askByKim() {
    try {
      sent = texts.text("kim.sent", kimProofs.request(text(telematikId), request.getRemoteAddr()));
    } catch (KimRefusedException refused) {
      error = texts.of(refused);
    } catch (MatrixException refused) {
      error = texts.of(refused);
    }
  }

  /** Uses the link of such a mail: a button, since mail programs look at links by themselves. */
  public String proveByKim() {
    try {
      String token = text(request.getParameter("kim"));
      Institution institution = kimProofs.redeem(token, request.getRemoteAddr());
      if (session.use(clock.instant()) != null) {
        registration.prove(session.admin(), institution);
        return INSIDE;
      }
      request.getSession();
      request.changeSessionId();
      session.proved(institution, clock.instant());
    } catch (KimRefusedException refused) {
      error = texts.of(refused);
    } catch (RegistrationException refused) {
      error = texts.of(refused);
    } catch (MatrixException refused) {
      error = texts.of(refused);
    }
    return null;
  }

  /** Whether organisations can prove themselves by KIM here. */
  public boolean isKimOffered() {
    return kimProofs.configured();
  }

  public String getTelematikId() {
    return telematikId;
  }

  public void setTelematikId(String telematikId) {
    this.telematikId = telematikId;
  }

  /** Where a link was sent to, or null. */
  public String getSent() {
    return sent;
  }

  public void register() {
    Institution institution = getInstitution();
    if (institution == null) {
      error = texts.text("refused.proofOver");
      return;
    }
    try {
      enrolment =
          accounts.register(
              institution, text(name), text(password), Set.copyOf(Arrays.asList(accepted)));
      session.end();
    } catch (RegistrationException refused) {
      error = texts.of(refused);
    }
  }

  public Institution getInstitution() {
    return session.institution(clock.instant());
  }

  public List<ContractDocument> getDocuments() {
    return registration.documents();
  }

  /** The second factor, once; null otherwise. */
  public Enrolment getEnrolment() {
    return enrolment;
  }

  /** What went wrong, or null. */
  public String getError() {
    return error;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /** Never given back to a page. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String[] getAccepted() {
    return accepted.clone();
  }

  public void setAccepted(String[] accepted) {
    this.accepted = accepted == null ? new String[0] : accepted.clone();
  }

  private static String text(String entered) {
    return entered == null ? "" : entered;
  }
}
