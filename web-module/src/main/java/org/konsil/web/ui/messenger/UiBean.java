package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.org.DomainBranding;
import org.konsil.org.DomainBrandingService;
import org.konsil.voip.CallPermissionService;

/**
 * How the pages look for this browser: language, theme, text size. All three are cookies, so that
 * the first byte of a page already has them and nothing flashes.
 */
@Named("ui")
@RequestScoped
public class UiBean {

  /** What the messenger is called where its organisation says nothing else. */
  static final String PRODUCT = "Konsil";

  static final String LANGUAGE_COOKIE = "konsil-lang";
  private static final List<String> THEMES = List.of("light", "dark", "contrast");
  private static final List<String> TEXT_SIZES = List.of("115", "130");
  private static final long IDLE_MILLIS = 15 * 60 * 1000L;

  @Inject HttpServletRequest request;
  @Inject SignedIn signedIn;
  @Inject DomainService domains;
  @Inject BrandingFiles branding;
  @Inject DomainBrandingService organisations;
  @Inject CallPermissionService calls;

  private ServerName domain;
  private DomainBranding organisation;

  /** "de" or "en": the user's choice, else what the browser prefers, else German. */
  public String getLanguage() {
    String asked = request.getParameter("lang");
    if (UiTexts.isLanguage(asked)) {
      return asked;
    }
    return cookie(LANGUAGE_COOKIE)
        .filter(UiTexts::isLanguage)
        .orElseGet(() -> UiTexts.negotiate(request.getHeader("Accept-Language")));
  }

  public Locale getLocale() {
    return Locale.forLanguageTag(getLanguage());
  }

  public String getOtherLanguage() {
    return "de".equals(getLanguage()) ? "en" : "de";
  }

  /** The fixed theme, or null: the device decides. */
  public String getTheme() {
    return cookie("konsil-theme").filter(THEMES::contains).orElse(null);
  }

  /** Per cent of the normal text size, or null for 100. */
  public String getTextSize() {
    return cookie("konsil-text").filter(TEXT_SIZES::contains).orElse(null);
  }

  /** Folder of the bundled scripts and styles; its name changes with their content. */
  public String getAssets() {
    return "/assets/" + UiTexts.ASSETS_VERSION;
  }

  public String getStringsHref() {
    return "/ui/api/strings/" + getLanguage() + "?v=" + UiTexts.ASSETS_VERSION;
  }

  /** Style sheet of the organisation, empty when it has none. */
  public String getBrandingHref() {
    ServerName of = domain();
    return branding
        .version(of)
        .filter(version -> branding.find(of).isPresent())
        .map(version -> "/ui/api/branding/" + of.value() + "?v=" + version)
        .orElse("");
  }

  /** What the organisation calls its messenger. */
  public String getProduct() {
    return organisation().name().orElse(PRODUCT);
  }

  /** The organisation's logo, empty for ours. */
  public String getLogoHref() {
    return organisation().logo().isEmpty() ? "" : logoHref(organisation(), domain().value());
  }

  public String getManifestHref() {
    return "/ui/api/branding/" + domain().value() + "/manifest?lang=" + getLanguage();
  }

  static String logoHref(DomainBranding branding, String domain) {
    return "/ui/api/branding/" + domain + "/logo?v=" + branding.changedAt().toEpochMilli();
  }

  private DomainBranding organisation() {
    if (organisation == null) {
      organisation = organisations.get(domain());
    }
    return organisation;
  }

  /** Whose pages these are. */
  private ServerName domain() {
    if (domain == null) {
      // a visitor of the login page needs no session for this
      Optional<UserId> user =
          request.getSession(false) == null ? Optional.empty() : signedIn.user();
      domain =
          user.map(UserId::server)
              .orElseGet(() -> domains.forHost(request.getHeader("Host")).name());
    }
    return domain;
  }

  /** Whether the organisation of the signed-in user has calls. */
  public boolean isCalls() {
    return signedIn.user().map(UserId::server).filter(calls::isAllowed).isPresent();
  }

  public String getVersion() {
    return UiTexts.ASSETS_VERSION;
  }

  /** Where to go after signing in: a path of ours, never another site. */
  public String getNext() {
    return UiPaths.safeNext(request.getParameter("next"));
  }

  public long getIdleMillis() {
    return IDLE_MILLIS;
  }

  private Optional<String> cookie(String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(c -> name.equals(c.getName()))
            .map(Cookie::getValue)
            .findFirst();
  }
}
