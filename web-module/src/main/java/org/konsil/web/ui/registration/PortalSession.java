package org.konsil.web.ui.registration;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.konsil.idp.Institution;
import org.konsil.registration.OrgAdmin;

/**
 * Who is signed in to the portal in this HTTP session, and which institution has just proved
 * itself. No secrets. Serializable, because sessions are replicated.
 */
@Named("portalSession")
@SessionScoped
public class PortalSession implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(15);
  private static final Duration LONGEST_PROOF = Duration.ofMinutes(15);

  private OrgAdmin admin;
  private Instant usedAt;
  private Institution institution;
  private Instant provedAt;

  void start(OrgAdmin signedIn, Instant now) {
    admin = signedIn;
    usedAt = now;
    institution = null;
  }

  void end() {
    admin = null;
    institution = null;
  }

  /** The administrator, or null; who did nothing for a quarter of an hour is signed out. */
  OrgAdmin use(Instant now) {
    if (admin != null && usedAt.plus(LONGEST_IDLE).isBefore(now)) {
      end();
    }
    usedAt = now;
    return admin;
  }

  void proved(Institution proved, Instant now) {
    institution = proved;
    provedAt = now;
  }

  /** The institution whose card has just logged in, or null. */
  Institution institution(Instant now) {
    return institution == null || provedAt.plus(LONGEST_PROOF).isBefore(now) ? null : institution;
  }

  OrgAdmin admin() {
    return admin;
  }

  public boolean isActive() {
    return admin != null;
  }
}
