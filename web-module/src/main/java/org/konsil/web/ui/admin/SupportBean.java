package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.org.DomainSupport;
import org.konsil.org.DomainSupportService;

/** Whom the users of the domain can ask (A_26265). */
@Named("support")
@RequestScoped
public class SupportBean {
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private DomainSupportService support;

  private String emailAddress;
  private String matrixId;
  private String supportPage;
  private String error;
  private String done;

  @PostConstruct
  void load() {
    try {
      DomainSupport current = support.get(console.requester().domain());
      supportPage = current.supportPage();
      current.contacts().stream()
          .findFirst()
          .ifPresent(
              contact -> {
                emailAddress = contact.emailAddress();
                matrixId = contact.matrixId();
              });
    } catch (MatrixException nothingSet) {
      // the form starts empty
    }
  }

  public void save() {
    try {
      support.set(
          console.requester(),
          Optional.ofNullable(emailAddress),
          Optional.ofNullable(matrixId).map(UserId::parse),
          Optional.ofNullable(supportPage));
      done = format.text("done.support");
    } catch (MatrixException refused) {
      error = format.text("error.support");
    }
  }

  public String getEmailAddress() {
    return emailAddress;
  }

  public void setEmailAddress(String emailAddress) {
    this.emailAddress = emailAddress;
  }

  public String getMatrixId() {
    return matrixId;
  }

  public void setMatrixId(String matrixId) {
    this.matrixId = matrixId;
  }

  public String getSupportPage() {
    return supportPage;
  }

  public void setSupportPage(String supportPage) {
    this.supportPage = supportPage;
  }

  /** What went wrong, or null. */
  public String getError() {
    return error;
  }

  /** What was done, or null. */
  public String getDone() {
    return done;
  }
}
