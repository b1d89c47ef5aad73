package org.konsil.web.ui.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.konsil.core.error.MatrixException;
import org.konsil.idp.LoginRefusedException;
import org.konsil.kim.KimRefusedException;
import org.konsil.registration.MessengerService;
import org.konsil.registration.RegistrationException;
import org.konsil.web.ui.messenger.UiBean;

/** The portal's words: above all what an administrator can do about a refusal. */
@Named("portalTexts")
@RequestScoped
public class PortalTexts {
  private static final String BUNDLE = "org.konsil.web.ui.registration.messages";

  @Inject private UiBean ui;

  public String text(String key, Object... values) {
    return MessageFormat.format(
        ResourceBundle.getBundle(BUNDLE, ui.getLocale()).getString(key), values);
  }

  String of(LoginRefusedException refused) {
    return text("login." + refused.failure());
  }

  String of(RegistrationException refused) {
    return text("refused." + refused.failure());
  }

  String of(KimRefusedException refused) {
    return text("kim." + refused.failure());
  }

  String of(MatrixException refused) {
    return text("refused.often");
  }

  public String state(MessengerService service) {
    return text("state." + service.state());
  }

  /** Why the directory did not take note yet, or null. */
  public String failure(MessengerService service) {
    return service.failure().map(failure -> text("directory." + failure)).orElse(null);
  }
}
