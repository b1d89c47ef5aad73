package org.konsil.federationlist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/**
 * The list, as its schema has it (FederationList.json).
 *
 * @param members by domain
 */
record FederationList(long version, Map<String, ListedDomain> members) {
  static final FederationList EMPTY = new FederationList(0, Map.of());

  /** Empty when the content does not follow the schema. */
  static Optional<FederationList> parse(ObjectNode content) {
    JsonNode version = content.path("version");
    JsonNode domains = content.path("domainList");
    if (!version.isIntegralNumber() || !domains.isArray()) {
      return Optional.empty();
    }
    Map<String, ListedDomain> members = new HashMap<>();
    for (JsonNode entry : domains) {
      String domain = entry.path("domain").asText().toLowerCase(Locale.ROOT);
      if (ServerName.find(domain).isEmpty() || !entry.path("isInsurance").isBoolean()) {
        return Optional.empty();
      }
      members.put(domain, member(domain, entry));
    }
    return Optional.of(new FederationList(version.longValue(), Map.copyOf(members)));
  }

  /** The schema says "ik"; lists that the directory really gave out said "iks". */
  private static ListedDomain member(String domain, JsonNode entry) {
    Set<String> ik = new HashSet<>();
    entry.path("ik").forEach(number -> ik.add(number.asText()));
    entry.path("iks").forEach(number -> ik.add(number.asText()));
    return new ListedDomain(
        domain,
        entry.path("telematikID").asText(),
        entry.path("isInsurance").booleanValue(),
        Set.copyOf(ik));
  }

  Optional<ListedDomain> find(ServerName server) {
    return Optional.ofNullable(members.get(server.value().toLowerCase(Locale.ROOT)));
  }

  /** The insurer with the institution number. */
  Optional<ServerName> findByIk(String number) {
    return members.values().stream()
        .filter(member -> member.insurance() && member.ik().contains(number))
        .findFirst()
        .map(member -> ServerName.parse(member.domain()));
  }

  /** As {@link #parse} reads it. */
  ObjectNode toJson() {
    ObjectNode content = Json.object().put("version", version);
    var domains = content.putArray("domainList");
    members
        .values()
        .forEach(
            member -> {
              ObjectNode entry =
                  domains
                      .addObject()
                      .put("domain", member.domain())
                      .put("telematikID", member.telematikId())
                      .put("isInsurance", member.insurance());
              var ik = entry.putArray("ik");
              member.ik().forEach(ik::add);
            });
    return content;
  }
}
