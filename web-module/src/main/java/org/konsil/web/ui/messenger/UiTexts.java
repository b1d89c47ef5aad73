package org.konsil.web.ui.messenger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;

/** The texts of the pages, which the page's script shares, and the version of its bundle. */
final class UiTexts {

  static final List<String> LANGUAGES = List.of("de", "en");
  static final String ASSETS_VERSION = assetsVersion();

  private UiTexts() {}

  static boolean isLanguage(String asked) {
    return asked != null && LANGUAGES.contains(asked);
  }

  static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(
        "org.konsil.web.ui.messenger.messages",
        Locale.forLanguageTag(language),
        UiTexts.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The best of our languages for an Accept-Language header, German if none fits. */
  static String negotiate(String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return LANGUAGES.get(0);
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(acceptLanguage),
              LANGUAGES.stream().map(Locale::forLanguageTag).toList());
      return best == null ? LANGUAGES.get(0) : best.getLanguage();
    } catch (IllegalArgumentException malformed) {
      return LANGUAGES.get(0);
    }
  }

  private static String assetsVersion() {
    try (InputStream in = UiTexts.class.getResourceAsStream("assets.properties")) {
      if (in == null) {
        throw new IllegalStateException("the browser client was not bundled into this build");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
