package org.konsil.web.ui.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.web.ui.messenger.Initials;
import org.konsil.web.ui.messenger.UiBean;

/**
 * Words, numbers and times as the console writes them: in the language of the page, times absolute
 * and in the time zone of the installation ({@code konsil.timeZone}, Europe/Berlin unless set).
 */
@Named("fmt")
@RequestScoped
public class ConsoleFormat {
  private static final String BUNDLE = "org.konsil.web.ui.admin.messages";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  @Inject private UiBean ui;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  /** A text of the console, with its values filled in. */
  public String text(String key, Object... values) {
    return MessageFormat.format(bundle().getString(key), values);
  }

  /** The text of a key that may be unknown, else the fallback. */
  public String textOr(String key, String fallback) {
    try {
      return bundle().getString(key);
    } catch (MissingResourceException e) {
      return fallback;
    }
  }

  /** What to tell an administrator whose act was refused. */
  public String refusal(ErrorCode code) {
    return textOr("error." + code.name(), text("error.other"));
  }

  /** "heute, 02:44", "gestern, 21:10", "12.11.2026, 06:30"; a dash for nothing. */
  public String last(Optional<Instant> instant) {
    return instant.map(this::moment).orElse("–");
  }

  /** The same for milliseconds since the epoch, or null. */
  public String millis(Long millis) {
    return last(Optional.ofNullable(millis).map(Instant::ofEpochMilli));
  }

  public String moment(Instant instant) {
    ZonedDateTime at = instant.atZone(zone());
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone());
    String time = TIME.format(at);
    if (at.toLocalDate().equals(today)) {
      return text("time.today", time);
    }
    if (at.toLocalDate().equals(today.minusDays(1))) {
      return text("time.yesterday", time);
    }
    return text("time.other", date(at.toLocalDate()), time);
  }

  public String time(Instant instant) {
    return TIME.format(instant.atZone(zone()));
  }

  public String date(LocalDate date) {
    return DateTimeFormatter.ofPattern(bundle().getString("time.datePattern")).format(date);
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone());
  }

  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone());
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(ui.getLocale()).format(value);
  }

  public String initials(String name) {
    return Initials.of(name);
  }

  public int hue(String id) {
    return Initials.hue(id);
  }

  private ZoneId zone() {
    return ZoneId.of(config.text("timeZone").orElse("Europe/Berlin"));
  }

  private ResourceBundle bundle() {
    return ResourceBundle.getBundle(BUNDLE, ui.getLocale());
  }
}
