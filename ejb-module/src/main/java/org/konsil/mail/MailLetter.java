package org.konsil.mail;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The words of a mail, German first and then English: who reads it is not known.
 *
 * @param subject in German
 * @param text in both
 */
record MailLetter(String subject, String text) {
  private static final String BUNDLE = "org.konsil.mail.messages";
  private static final String BETWEEN = "\r\n\r\n---\r\n\r\n";

  static MailLetter of(MailKind kind, List<String> values, Optional<String> link) {
    List<String> all = new ArrayList<>(values);
    link.ifPresent(all::add);
    Object[] named = all.toArray();
    return new MailLetter(
        text(Locale.GERMAN, "subject." + kind, named),
        text(Locale.GERMAN, "text." + kind, named)
            + BETWEEN
            + text(Locale.ENGLISH, "text." + kind, named)
            + "\r\n");
  }

  private static String text(Locale language, String key, Object... values) {
    return MessageFormat.format(
        ResourceBundle.getBundle(BUNDLE, language, MailLetter.class.getModule()).getString(key),
        values);
  }
}
