package org.konsil.idp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.konnektor.card.CardOwner;
import org.konsil.konnektor.card.CardRefusedException;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.konnektor.card.SigningCard;
import org.konsil.rawdata.Organisations;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;

/**
 * Logs an institution in with its card (AF_10103): either through our own Konnektor in one call, or
 * by an authenticator elsewhere, which is given {@link #question} and brings back a code.
 */
@ApplicationScoped
public class InstitutionLoginService {
  private static final Logger LOG = Logger.getLogger(InstitutionLoginService.class.getName());
  private static final String SCOPE = "openid ti-messenger";

  @Inject private IdpSettings settings;
  @Inject private ProviderDirectory providers;
  @Inject private CardAuthentication authentication;
  @Inject private TokenRedemption redemption;
  @Inject private CardSigningService cards;
  @Inject private SecureRandom random;
  @Inject private RawDataService measured;

  protected InstitutionLoginService() {}

  InstitutionLoginService(
      IdpSettings settings,
      ProviderDirectory providers,
      CardAuthentication authentication,
      TokenRedemption redemption,
      CardSigningService cards,
      SecureRandom random,
      RawDataService measured) {
    this.settings = settings;
    this.providers = providers;
    this.authentication = authentication;
    this.redemption = redemption;
    this.cards = cards;
    this.random = random;
    this.measured = measured;
  }

  /** Whether institutions of this kind may register here ({@code konsil.idp.professions}). */
  public boolean mayRegister(String professionOid) {
    return settings.professions().contains(professionOid);
  }

  /** Whether an identity provider is set up; no network. */
  public boolean configured() {
    return settings.configured();
  }

  /**
   * Logs in with a card at our Konnektor. Takes as long as the Konnektor and the provider do.
   *
   * @param iccsn which card; else the first one of an institution
   */
  public Institution logIn(Optional<String> iccsn) throws LoginRefusedException {
    try {
      return measured(() -> logInByCard(iccsn));
    } catch (LoginRefusedException e) {
      LOG.log(Level.INFO, e, () -> "an institution could not log in");
      throw e;
    }
  }

  /** The secrets of a login that an authenticator elsewhere carries out; kept by the caller. */
  public LoginAttempt begin() {
    return LoginAttempt.next(random);
  }

  /** The address that an authenticator is given ({@code challenge_path}). */
  public URI question(LoginAttempt attempt) throws LoginRefusedException {
    return question(providers.get(), attempt);
  }

  /**
   * Ends a login that an authenticator carried out.
   *
   * @param state as it came back with the code
   * @throws LoginRefusedException OTHER_LOGIN when the state is not the attempt's
   */
  public Institution redeem(LoginAttempt attempt, String state, String code)
      throws LoginRefusedException {
    if (!attempt.state().equals(state)) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN);
    }
    return measured(() -> redemption.redeem(providers.get(), attempt, code));
  }

  private Institution logInByCard(Optional<String> iccsn) throws LoginRefusedException {
    Provider provider = providers.get();
    SigningCard card = card(iccsn);
    LoginAttempt attempt = begin();
    String location = authentication.answer(provider, question(provider, attempt), card);
    String code = RedirectAnswer.code(location, settings.redirectUri(), attempt.state());
    return redemption.redeem(provider, attempt, code);
  }

  private Institution measured(RawDataService.Work<Institution, LoginRefusedException> login)
      throws LoginRefusedException {
    return measured.measure(
        RawDataOperation.REGISTRATION_LOGIN,
        Optional.empty(),
        institution ->
            Optional.of(
                new Organisations.Owner(institution.telematikId(), institution.professionOid())),
        login);
  }

  private SigningCard card(Optional<String> iccsn) throws LoginRefusedException {
    try {
      return cards.card(CardOwner.INSTITUTION, iccsn);
    } catch (CardRefusedException e) {
      throw new LoginRefusedException(LoginFailure.of(e.refusal()), e);
    }
  }

  private URI question(Provider provider, LoginAttempt attempt) throws LoginRefusedException {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", settings.clientId());
    asked.put("response_type", "code");
    asked.put("redirect_uri", settings.redirectUri());
    asked.put("state", attempt.state());
    asked.put("code_challenge", Pkce.challenge(attempt.codeVerifier()));
    asked.put("code_challenge_method", "S256");
    asked.put("scope", SCOPE);
    asked.put("nonce", attempt.nonce());
    return URI.create(provider.authorization() + "?" + IdpHttp.form(asked));
  }
}
