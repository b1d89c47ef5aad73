package org.konsil.sandbox.konnektor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.sandbox.pki.Identity;

/** What the Konnektor knows: terminals, cards, subscriptions and its tunnel. Safe for threads. */
final class KonnektorModel {

  private static final Duration SUBSCRIPTION = Duration.ofHours(25);
  private static final int MAX_SUBSCRIPTIONS = 100;

  private final Clock clock;
  private final CardIssuer issuer;
  private final List<SandboxTerminal> terminals =
      List.of(
          new SandboxTerminal("CT-0001", "Terminal 1", "00-1B-B5-00-00-01", "192.0.2.11", 4, true),
          new SandboxTerminal("CT-0002", "Terminal 2", "00-1B-B5-00-00-02", "192.0.2.12", 2, true));
  private final List<SandboxCard> cards = new ArrayList<>();
  private final List<SandboxSubscription> subscriptions = new ArrayList<>();
  private final Set<String> opened = new HashSet<>();
  private String pinEntry = "OK";
  private boolean online = true;
  private Instant onlineSince;

  KonnektorModel(Clock clock, CardIssuer issuer) {
    this.clock = clock;
    this.issuer = issuer;
    this.onlineSince = clock.instant();
  }

  Instant now() {
    return clock.instant();
  }

  List<SandboxTerminal> terminals() {
    return terminals;
  }

  synchronized List<SandboxCard> cards() {
    return List.copyOf(cards);
  }

  synchronized Optional<SandboxCard> card(String handle) {
    return cards.stream().filter(card -> card.handle().equals(handle)).findFirst();
  }

  /** Puts a card into a slot, in place of what was there or of the same card elsewhere. */
  synchronized SandboxCard insert(
      String type, String iccsn, String terminal, int slot, String holder, LocalDate lastDay) {
    Identity identity = issuer.issue(type, iccsn, holder, lastDay);
    return insert(type, iccsn, terminal, slot, holder, lastDay, identity);
  }

  CardIssuer issuer() {
    return issuer;
  }

  /** The same for a card that was issued before. */
  synchronized SandboxCard insert(
      String type,
      String iccsn,
      String terminal,
      int slot,
      String holder,
      LocalDate lastDay,
      Identity identity) {
    SandboxCard card =
        new SandboxCard(
            UUID.randomUUID().toString(),
            type,
            iccsn,
            terminal,
            slot,
            clock.instant(),
            holder,
            lastDay,
            "VERIFIABLE",
            identity);
    cards.removeIf(
        other ->
            other.iccsn().equals(iccsn)
                || other.terminal().equals(terminal) && other.slot() == slot);
    cards.add(card);
    return card;
  }

  synchronized Optional<SandboxCard> remove(String iccsn) {
    Optional<SandboxCard> card =
        cards.stream().filter(one -> one.iccsn().equals(iccsn)).findFirst();
    card.ifPresent(cards::remove);
    return card;
  }

  synchronized Optional<SandboxCard> setPin(String iccsn, String status) {
    Optional<SandboxCard> card =
        cards.stream().filter(one -> one.iccsn().equals(iccsn)).findFirst();
    card.ifPresent(one -> cards.set(cards.indexOf(one), one.withPinStatus(status)));
    return card;
  }

  /** What the next entries of a PIN will come to, until said otherwise. */
  synchronized void setPinEntry(String outcome) {
    pinEntry = outcome;
  }

  /** As the card stands for the user; a practitioner's PIN counts only for who had it entered. */
  synchronized String pinStatus(SandboxCard card, String user) {
    return opened.contains(card.handle() + user) ? "VERIFIED" : card.pinStatus();
  }

  /** Somebody enters the PIN at the terminal, for the user. */
  synchronized String enterPin(SandboxCard card, String user) {
    if (card.pinStatus().equals("BLOCKED")) {
      return "WASBLOCKED";
    }
    if (pinEntry.equals("OK") && card.type().equals("HBA")) {
      opened.add(card.handle() + user);
    } else if (pinEntry.equals("OK")) {
      setPin(card.iccsn(), "VERIFIED");
    } else if (pinEntry.equals("NOWBLOCKED")) {
      setPin(card.iccsn(), "BLOCKED");
    }
    return pinEntry;
  }

  synchronized boolean online() {
    return online;
  }

  synchronized Instant onlineSince() {
    return onlineSince;
  }

  synchronized void setOnline(boolean value) {
    online = value;
    onlineSince = clock.instant();
  }

  synchronized SandboxSubscription subscribe(String eventTo, String topic) throws SandboxFault {
    dropExpired();
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw SandboxFault.internal("too many subscriptions");
    }
    SandboxSubscription made =
        new SandboxSubscription(
            UUID.randomUUID().toString(), eventTo, topic, clock.instant().plus(SUBSCRIPTION));
    subscriptions.add(made);
    return made;
  }

  synchronized SandboxSubscription renew(String id) throws SandboxFault {
    dropExpired();
    for (int i = 0; i < subscriptions.size(); i++) {
      if (subscriptions.get(i).id().equals(id)) {
        SandboxSubscription renewed =
            subscriptions.get(i).until(clock.instant().plus(SUBSCRIPTION));
        subscriptions.set(i, renewed);
        return renewed;
      }
    }
    throw SandboxFault.unknownSubscription();
  }

  synchronized void unsubscribe(String id) throws SandboxFault {
    if (!subscriptions.removeIf(one -> one.id().equals(id))) {
      throw SandboxFault.unknownSubscription();
    }
  }

  synchronized List<SandboxSubscription> subscribers(String topic) {
    dropExpired();
    return subscriptions.stream().filter(one -> one.wants(topic)).toList();
  }

  synchronized List<SandboxSubscription> subscriptions() {
    dropExpired();
    return List.copyOf(subscriptions);
  }

  synchronized void forgetSubscriptions() {
    subscriptions.clear();
  }

  private void dropExpired() {
    subscriptions.removeIf(one -> one.terminatesAt().isBefore(clock.instant()));
  }
}
