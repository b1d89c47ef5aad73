package org.konsil.web.ui.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.konsil.konnektor.KonnektorCard;
import org.konsil.konnektor.KonnektorEvent;
import org.konsil.konnektor.KonnektorFailure;
import org.konsil.konnektor.KonnektorService;
import org.konsil.konnektor.KonnektorSnapshot;
import org.konsil.konnektor.KonnektorStatus;

/** The Konnektor in words: how it is, its cards, what happened last. */
@Named("konnektor")
@RequestScoped
public class KonnektorBean {
  private static final int LATEST = 8;
  private static final int WARN_DAYS = 60;
  private static final int URGENT_DAYS = 14;
  private static final int ICCSN_DIGITS = 20;

  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private KonnektorService service;

  private KonnektorStatus status;
  private List<KonnektorEvent> events;

  /** Asks the Konnektor now. */
  public void check() {
    status = service.check(console.requester());
    events = null;
  }

  public KonnektorStatus getStatus() {
    if (status == null) {
      status = service.status(console.requester());
    }
    return status;
  }

  public List<KonnektorEvent> getEvents() {
    if (events == null) {
      events = service.events(console.requester(), LATEST);
    }
    return events;
  }

  /** ok, warn or down. */
  public String getState() {
    return getStatus().healthy() ? "ok" : getStatus().reachable() ? "warn" : "down";
  }

  /** One sentence on how it is. */
  public String getSentence() {
    KonnektorStatus now = getStatus();
    if (now.checkedAt().isEmpty()) {
      return format.text("konnektor.unchecked");
    }
    String checked = format.last(now.checkedAt());
    if (!now.reachable()) {
      return format.text("konnektor.sentence.down", format.last(now.since()), checked);
    }
    long millis = now.responseTime().map(time -> time.toMillis()).orElse(0L);
    return format.text("konnektor.sentence." + getState(), format.number(millis), checked);
  }

  /** Why it could not be asked, or null. */
  public String getTrouble() {
    return getStatus().failure().map(this::trouble).orElse(null);
  }

  public KonnektorSnapshot getSnapshot() {
    return getStatus().snapshot().orElse(null);
  }

  /** Days until the next card ends, when that is near; null otherwise. */
  public Long getExpiryDays() {
    return expiry()
        .map(day -> ChronoUnit.DAYS.between(format.today(), day))
        .filter(days -> days <= WARN_DAYS)
        .orElse(null);
  }

  public boolean isExpiryUrgent() {
    return getExpiryDays() != null && getExpiryDays() <= URGENT_DAYS;
  }

  public String getExpiryText() {
    KonnektorCard card = getStatus().nextToExpire().orElseThrow();
    long days = getExpiryDays();
    String key = days < 0 ? "konnektor.expired" : "konnektor.expires";
    return format.text(key, card.type(), Math.max(days, 0), format.date(expiry().orElseThrow()));
  }

  public String cardName(KonnektorCard card) {
    return card.holder().map(holder -> card.type() + " " + holder).orElse(card.type());
  }

  /** The first eight and the last four digits: enough to tell cards apart. */
  public String cardNumber(KonnektorCard card) {
    return card.iccsn()
        .filter(number -> number.length() == ICCSN_DIGITS)
        .map(
            number ->
                number.substring(0, 4)
                    + " "
                    + number.substring(4, 8)
                    + " … "
                    + number.substring(ICCSN_DIGITS - 4))
        .orElse("–");
  }

  public String cardIcon(KonnektorCard card) {
    return switch (card.type()) {
      case "SMC-B", "HSM-B" -> "pi-building";
      case "HBA", "HBA-qSig" -> "pi-id-card";
      default -> "pi-credit-card";
    };
  }

  public String cardEnd(KonnektorCard card) {
    return card.validUntil().map(format::date).orElse("–");
  }

  /** The colour of a PIN's tag. */
  public String pinKind(KonnektorCard card) {
    return switch (card.pin()) {
      case VERIFIED, NONE -> "ok";
      case REQUIRED -> "important";
      case UNUSABLE -> "urgent";
      case UNKNOWN -> "info";
    };
  }

  public String pinIcon(KonnektorCard card) {
    return switch (card.pin()) {
      case VERIFIED -> "pi-unlock";
      case NONE -> "pi-check";
      case REQUIRED, UNUSABLE -> "pi-lock";
      case UNKNOWN -> "pi-question-circle";
    };
  }

  /** An event in words. */
  public String eventText(KonnektorEvent event) {
    String key = "event." + event.topic().replace('/', '.');
    String card = event.details().getOrDefault("CardType", "");
    String terminal = event.details().getOrDefault("CtID", "");
    String slot = event.details().getOrDefault("SlotID", "");
    String more = event.details().getOrDefault("seconds", event.details().getOrDefault("text", ""));
    return format.textOr(key, null) == null
        ? event.topic()
        : format.text(key, card, terminal, slot, more);
  }

  public String eventIcon(KonnektorEvent event) {
    return switch (event.topic()) {
      case KonnektorEvent.CONNECTED -> "pi-wifi";
      case KonnektorEvent.LOST -> "pi-times-circle";
      case KonnektorEvent.SUBSCRIBED -> "pi-check-circle";
      default -> event.topic().startsWith("CARD/") ? "pi-id-card" : "pi-info-circle";
    };
  }

  /** Name of the colour role. */
  public String eventKind(KonnektorEvent event) {
    return switch (event.severity()) {
      case "Error", "Fatal" -> "urgent";
      case "Warning" -> "important";
      default -> "ok";
    };
  }

  private String trouble(KonnektorFailure failure) {
    String known = format.text("konnektor.failure." + failure.kind().name());
    return known + " " + failure.text();
  }

  private Optional<LocalDate> expiry() {
    return getStatus().nextToExpire().flatMap(KonnektorCard::validUntil);
  }
}
