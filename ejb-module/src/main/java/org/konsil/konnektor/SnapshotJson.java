package org.konsil.konnektor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.json.Json;

/** A snapshot as the database keeps it. */
final class SnapshotJson {

  private SnapshotJson() {}

  static ObjectNode write(KonnektorSnapshot snapshot) {
    ObjectNode json = Json.object();
    json.put("vendor", snapshot.vendor());
    json.put("product", snapshot.product());
    json.put("ptv", snapshot.productTypeVersion());
    json.put("firmware", snapshot.firmware());
    snapshot.tlsProtocol().ifPresent(value -> json.put("tls", value));
    snapshot.clientCertificateUntil().ifPresent(at -> json.put("client_until", at.toEpochMilli()));
    snapshot.serverCertificateUntil().ifPresent(at -> json.put("server_until", at.toEpochMilli()));
    json.put("ti_online", snapshot.tiOnline());
    ArrayNode errors = json.putArray("errors");
    snapshot.errorStates().forEach(errors::add);
    ArrayNode cards = json.putArray("cards");
    snapshot.cards().forEach(card -> write(card, cards.addObject()));
    ArrayNode terminals = json.putArray("terminals");
    snapshot
        .terminals()
        .forEach(
            one ->
                terminals
                    .addObject()
                    .put("id", one.id())
                    .put("name", one.name())
                    .put("slots", one.slots())
                    .put("connected", one.connected()));
    return json;
  }

  static KonnektorSnapshot read(JsonNode json) {
    List<String> errors = new ArrayList<>();
    json.path("errors").forEach(error -> errors.add(error.asText()));
    List<KonnektorCard> cards = new ArrayList<>();
    json.path("cards").forEach(card -> cards.add(card(card)));
    List<KonnektorTerminal> terminals = new ArrayList<>();
    json.path("terminals")
        .forEach(
            one ->
                terminals.add(
                    new KonnektorTerminal(
                        one.path("id").asText(),
                        one.path("name").asText(),
                        one.path("slots").asInt(),
                        one.path("connected").asBoolean())));
    return new KonnektorSnapshot(
        json.path("vendor").asText(),
        json.path("product").asText(),
        json.path("ptv").asText(),
        json.path("firmware").asText(),
        text(json, "tls"),
        instant(json, "client_until"),
        instant(json, "server_until"),
        json.path("ti_online").asBoolean(),
        errors,
        cards,
        terminals);
  }

  private static void write(KonnektorCard card, ObjectNode json) {
    json.put("type", card.type());
    card.holder().ifPresent(value -> json.put("holder", value));
    card.iccsn().ifPresent(value -> json.put("iccsn", value));
    json.put("terminal", card.terminal());
    json.put("slot", card.slot());
    json.put("inserted", card.insertedAt().toEpochMilli());
    card.validUntil().ifPresent(day -> json.put("until", day.toString()));
    json.put("pin", card.pin().name());
  }

  private static KonnektorCard card(JsonNode json) {
    return new KonnektorCard(
        json.path("type").asText(),
        text(json, "holder"),
        text(json, "iccsn"),
        json.path("terminal").asText(),
        json.path("slot").asInt(),
        Instant.ofEpochMilli(json.path("inserted").asLong()),
        text(json, "until").map(LocalDate::parse),
        KonnektorCard.Pin.valueOf(json.path("pin").asText()));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
  }

  private static Optional<Instant> instant(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asLong).map(Instant::ofEpochMilli);
  }
}
