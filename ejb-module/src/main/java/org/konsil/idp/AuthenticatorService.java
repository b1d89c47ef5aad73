package org.konsil.idp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.konsil.konnektor.card.SigningCard;

/**
 * The authenticator for logins at others that rely on the identity provider, as the directory does
 * when it asks who the owner of an entry is (I_VZD_Owner). Blocks.
 */
@ApplicationScoped
public class AuthenticatorService {
  @Inject private ProviderDirectory providers;
  @Inject private CardAuthentication authentication;

  protected AuthenticatorService() {}

  AuthenticatorService(ProviderDirectory providers, CardAuthentication authentication) {
    this.providers = providers;
    this.authentication = authentication;
  }

  /**
   * Has the card answer a question of somebody else's.
   *
   * @param question must be one to our provider
   * @param audience what the address of whoever asks begins with
   * @return where the provider's answer leads, with its code
   * @throws LoginRefusedException OTHER_LOGIN when question or answer lead elsewhere
   */
  public URI answer(URI question, String audience, SigningCard card) throws LoginRefusedException {
    Provider provider = providers.get();
    Map<String, String> asked = IdpHttp.query(question);
    String back = asked.getOrDefault("redirect_uri", "");
    if (!question.toString().startsWith(provider.authorization() + "?")
        || !back.startsWith(audience + "/")) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN, "the question leads elsewhere");
    }
    String location = authentication.answer(provider, question, card);
    RedirectAnswer.code(location, back, asked.getOrDefault("state", ""));
    return URI.create(location);
  }
}
