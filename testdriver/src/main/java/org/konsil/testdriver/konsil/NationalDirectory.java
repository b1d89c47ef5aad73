package org.konsil.testdriver.konsil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;

/**
 * The national directory, as Konsil's client and console reach it. Every method throws {@link
 * Refusal} as Konsil answers.
 */
public final class NationalDirectory {
  private static final String OWN = "/tim-directory/own";

  /** What the card's terminal gets to ask for the PIN, and the directory after it. */
  private static final Duration LONGEST_ACT = Duration.ofSeconds(150);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final MatrixApi api;
  private final String organisation;
  private final Clock clock;

  /**
   * @param api as the user
   * @param domain of the user
   */
  public NationalDirectory(MatrixApi api, String domain, Clock clock) {
    this.api = api;
    this.organisation = MatrixApi.path("/_konsil/admin/v1/domains", domain) + "/directory";
    this.clock = clock;
  }

  /**
   * Entries that anybody finds, the first page of them.
   *
   * @param kind organisation or practitioner
   * @param text in the name; empty for any
   * @param mxid of whom the entry is; empty for anybody
   */
  public JsonNode search(String kind, String text, String mxid) {
    JsonNode page =
        api.get(
            "/tim-directory/search?kind="
                + kind
                + "&text="
                + MatrixApi.escape(text)
                + "&user_id="
                + MatrixApi.escape(mxid));
    if (!page.path("available").asBoolean()) {
      throw new Refusal(502, "M_UNKNOWN", "The directory does not answer");
    }
    return page.path("entries");
  }

  /** The organisation's services, each with its accounts. */
  public JsonNode services() {
    return api.get(organisation + "/services").path("services");
  }

  public JsonNode service(String id) {
    return StreamSupport.stream(services().spliterator(), false)
        .filter(service -> service.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "There is no such service"));
  }

  /** Makes a service, and returns it. */
  public JsonNode create(String name) {
    JsonNode made = api.post(organisation + "/services", MatrixApi.object().put("name", name));
    return service(made.path("id").asText());
  }

  public JsonNode rename(String serviceId, String name) {
    api.put(servicePath(serviceId), MatrixApi.object().put("name", name));
    return service(serviceId);
  }

  /** Ends a service; what is published there is withdrawn first. */
  public void end(String serviceId) {
    for (JsonNode account : service(serviceId).path("accounts")) {
      withdraw(account.path("id").asText());
    }
    api.delete(servicePath(serviceId));
  }

  /** An account that is published at a service. */
  public JsonNode account(String serviceId, String accountId) {
    return StreamSupport.stream(service(serviceId).path("accounts").spliterator(), false)
        .filter(account -> account.path("id").asText().equals(accountId))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "There is no such endpoint"));
  }

  /**
   * Publishes an account, and returns it.
   *
   * @param kind tim-fa or tim-bot
   */
  public JsonNode publish(String serviceId, String mxid, String name, String kind) {
    ObjectNode account =
        MatrixApi.object().put("user_id", mxid).put("name", name).put("kind", kind);
    JsonNode made = api.post(servicePath(serviceId) + "/accounts", account);
    return account(serviceId, made.path("id").asText());
  }

  public void renameAccount(String accountId, String name) {
    api.put(accountPath(accountId), MatrixApi.object().put("name", name));
  }

  /** Hides an account from insured persons, or shows it to them. */
  public void hide(String accountId, boolean hidden) {
    api.put(accountPath(accountId), MatrixApi.object().put("hidden", hidden));
  }

  public void withdraw(String accountId) {
    api.delete(accountPath(accountId));
  }

  /** The cards by which practitioners of the domain prove who they are. */
  public JsonNode cards() {
    return api.get(OWN + "/cards");
  }

  /** Whether the practitioner's own entry is published, and hidden. */
  public JsonNode own() {
    return api.get(OWN);
  }

  /**
   * Changes the own entry, and returns when the card was used and the directory has taken it.
   *
   * @param act publish, hide, show or withdraw
   * @throws Refusal 403 when it did not come about, 504 when it takes too long
   */
  public JsonNode act(String act) {
    Instant end = clock.instant().plus(LONGEST_ACT);
    JsonNode entry = api.post(OWN, MatrixApi.object().put("act", act));
    while (entry.path("running").asBoolean()) {
      if (clock.instant().isAfter(end)) {
        throw new Refusal(504, "M_UNKNOWN", "The card or the directory takes too long");
      }
      LockSupport.parkNanos(LOOK.toNanos());
      entry = own();
    }
    Optional<String> failure = Optional.ofNullable(entry.path("failure").asText(null));
    failure.ifPresent(
        reason -> {
          throw new Refusal(403, "M_FORBIDDEN", reason);
        });
    return entry;
  }

  private String servicePath(String id) {
    return MatrixApi.path(organisation + "/services", id);
  }

  private String accountPath(String id) {
    return MatrixApi.path(organisation + "/accounts", id);
  }
}
